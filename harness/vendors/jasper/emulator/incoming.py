"""A request as every service of the server looks at it first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from harness.emulation import Call
from harness.vendors.jasper.emulator.addressing import Route, parse_query, parse_route


class Incoming(NamedTuple):
    """A call with its route, its query, and the first value of each header by lower-case name."""

    call: Call
    route: Route
    query: Mapping[str, Sequence[str]]
    headers: Mapping[str, str]

    @classmethod
    def of(cls, call: Call) -> Incoming:
        """Read the parts that decide where a call goes."""
        path, _, query = call.request.target.partition("?")
        headers = {name.lower(): value for name, value in reversed(call.request.headers.fields)}
        return cls(call, parse_route(path), parse_query(query), headers)

    @property
    def method(self) -> str:
        """The method, or the one that a POST carries for another (REST API reference, overview)."""
        method = self.call.request.method
        if method != "POST":
            return method
        return self.headers.get("x-http-method-override", "").strip().upper() or "POST"
