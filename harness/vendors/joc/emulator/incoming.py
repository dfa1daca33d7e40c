"""A request as every resource looks at it first: headers, path and query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from harness.emulation import Call


class Head(NamedTuple):
    """The header values of a request by lower-case name, of a repeated one the first."""

    values: Mapping[str, str]
    media: str | None
    """The media type of the body, without parameters; None when there is none."""
    taken: frozenset[str]
    """The media types and ranges that the caller takes as answers."""

    @classmethod
    def of(cls, fields: Sequence[tuple[str, str]]) -> Head:
        """Read header fields."""
        values = {name.lower(): value for name, value in reversed(fields)}
        media = values.get("content-type")
        accept = values.get("accept", "").strip() or "*/*"
        return cls(
            MappingProxyType(values),
            None if media is None else media.partition(";")[0].strip().lower(),
            frozenset(part.partition(";")[0].strip().lower() for part in accept.split(",")),
        )

    def get(self, name: str) -> str:
        """Return the value of the header called ``name``, in lower case; empty when there is none."""
        return self.values.get(name, "")

    def accepts(self, media: str) -> bool:
        """Tell whether the caller takes an answer of ``media``."""
        if media in self.taken:
            return True
        return not self.taken.isdisjoint((f"{media.partition('/')[0]}/*", "*/*", "*"))


# A client sends the same head with every request of a session.
_head_of = lru_cache(maxsize=256)(Head.of)


class Incoming(NamedTuple):
    """A call, and what decides how it is taken."""

    call: Call
    head: Head
    path: str
    query: Mapping[str, str]

    @classmethod
    def of(cls, call: Call) -> Incoming:
        """Read a call's headers, path and query."""
        path, query = _located(call.request.target)
        return cls(call, _head_of(call.request.headers.fields), path, query)


@lru_cache(maxsize=256)
def _located(target: str) -> tuple[str, Mapping[str, str]]:
    """Return the path of a request target, and its query by name (of a repeated one the first)."""
    path, _, query = target.partition("?")
    told = parse_qsl(query, keep_blank_values=True, errors="replace")
    return unquote(path, errors="replace").rstrip(" "), MappingProxyType(dict(reversed(told)))
