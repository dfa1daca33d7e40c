"""A request as every service of the server looks at it first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harness.emulation import Call
from harness.exchange import Headers
from harness.vendors.zosmf.emulator.addressing import decode_path


@dataclass(frozen=True, slots=True)
class Incoming:
    """A call with its decoded path, and header values by lower-case name (of a repeated one the first)."""

    call: Call
    path: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, call: Call) -> Incoming:
        """Read the parts that decide where a call goes."""
        return cls(call, plain(decode_path(call.request.path)), _first_values(call.request.headers))


def plain(text: str) -> str:
    """Return text that every encoding can write: bytes that are not UTF-8 come as lone surrogates."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _first_values(headers: Headers) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers.fields:
        found.setdefault(name.lower(), plain(value))
    return found
