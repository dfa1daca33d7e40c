"""A request as every service of the server looks at it first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from harness.emulation import Call
from harness.vendors.zosmf.emulator.addressing import decode_path


class Incoming(NamedTuple):
    """A call: decoded path, raw query, header values by lower-case name (of a repeated one the first)."""

    call: Call
    path: str
    query: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, call: Call) -> Incoming:
        """Read the parts that decide where a call goes."""
        path, _, query = call.request.target.partition("?")
        headers = {name.lower(): value for name, value in reversed(call.request.headers.fields)}
        return cls(call, decode_path(path), query, headers)

    @property
    def secure(self) -> bool:
        """True when the call came over TLS, so that cookies may say so."""
        return self.call.base.startswith("https:")
