"""Leading those who follow an answer back to the door: URLs, redirects and cookies name it instead.

Only what goes on to the caller is rewritten; the record keeps what the target sent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LOCATED = frozenset((b"location", b"content-location", b"link", b"refresh"))
_ORIGINS = frozenset((b"origin", b"referer"))
_SLASH = rb"(?:/|\\/)"


@dataclass(frozen=True, slots=True)
class Base:
    """A base address taken apart. ``path`` begins with a slash and ends with none, or is empty."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str) -> Base:
        """Take ``url`` apart; raise ``ValueError`` if it is no absolute http or https address."""
        parts = urlsplit(url)
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            raise ValueError(f"{url!r} is no http or https address")
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
        return cls(parts.scheme, parts.hostname, port, parts.path.rstrip("/"))

    @property
    def authority(self) -> str:
        """Host and port, as a Host header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address again."""
        return self.origin + self.path

    @property
    def origin(self) -> str:
        """Scheme and authority."""
        return f"{self.scheme}://{self.authority}"


class Rewriter:
    """Rewrites between upstream addresses and those of the door's listeners, given pair by pair."""

    def __init__(self, pairs: Sequence[tuple[Base, Base]]) -> None:
        self._pairs = [(_pattern(upstream), door.origin.encode()) for upstream, door in pairs]
        self._hosts = {upstream.host.lower().encode() for upstream, _ in pairs}
        self._origins = [(door.origin.encode(), upstream) for upstream, door in pairs]
        self._secure = all(door.scheme == "https" for _, door in pairs)
        self._paths = [upstream.path.encode() for upstream, _ in pairs if upstream.path]

    def names_upstream(self, data: bytes) -> bool:
        """Tell, quickly and never wrongly with no, whether ``data`` may name an upstream."""
        lower = data.lower()
        return any(host in lower for host in self._hosts)

    def body(self, body: bytes) -> bytes:
        """Return ``body`` with each upstream's address replaced, slashes written as they were."""
        if not self.names_upstream(body):
            return body
        for pattern, door in self._pairs:
            body = pattern.sub(lambda hit, door=door: _styled(door, hit), body)  # type: ignore[misc]
        return body

    def answer_field(self, name: bytes, value: bytes) -> bytes:
        """Return the value of an answer's header field as the caller has to see it."""
        lower = name.lower()
        if lower == b"set-cookie":
            return self._cookie(value)
        return self.body(value) if lower in _LOCATED else value

    def request_field(self, name: bytes, value: bytes) -> bytes:
        """Return the value of a request's header field as the upstream has to see it."""
        if name.lower() in _ORIGINS:
            for door, upstream in self._origins:
                if value == door or value.startswith(door + b"/"):
                    path = upstream.path.encode() if value != door else b""
                    return upstream.origin.encode() + path + value[len(door) :]
        return value

    def _cookie(self, value: bytes) -> bytes:
        pair, *attributes = value.split(b";")
        secure = any(attribute.strip().lower() == b"secure" for attribute in attributes)
        kept = [one for one in map(self._attribute, attributes) if one is not None]
        if secure and not self._secure:
            # A browser refuses SameSite=None without Secure.
            kept = [one for one in kept if one.strip().lower() not in {b"secure", b"samesite=none"}]
        return b";".join([pair, *kept])

    def _attribute(self, attribute: bytes) -> bytes | None:
        name, equals, value = attribute.partition(b"=")
        lower = name.strip().lower()
        if lower == b"domain":
            return None
        if lower == b"path" and equals:
            return name + equals + self._path(value.strip())
        return attribute

    def _path(self, path: bytes) -> bytes:
        for base in self._paths:
            if path == base or path.startswith(base + b"/"):
                return path[len(base) :] or b"/"
        return path


def _pattern(upstream: Base) -> re.Pattern[bytes]:
    """Return what finds ``upstream`` in text, and no address that merely begins like it."""
    host = f"[{upstream.host}]" if ":" in upstream.host else upstream.host
    default = upstream.port == _DEFAULT_PORTS[upstream.scheme]
    port = rb"(?::%d)%b" % (upstream.port, b"?" if default else b"")
    path = _SLASH.join(re.escape(part.encode()) for part in upstream.path.split("/"))
    address = rb"%b:%b{2}%b%b%b" % (upstream.scheme.encode(), _SLASH, re.escape(host.encode()), port, path)
    return re.compile(address + rb"(?![\w.:@%-])", re.IGNORECASE)


def _styled(door: bytes, hit: re.Match[bytes]) -> bytes:
    return door.replace(b"/", b"\\/") if b"\\/" in hit[0] else door
