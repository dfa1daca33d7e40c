"""Cutting secrets out of what is written, so that equal secrets stay recognisably equal.

A secret becomes ``redacted:N``, the same N for the same value throughout a run. It is told by its
place (a header, a cookie, a JSON member, a query field, a JCL keyword, an XML element, the user part
of a URL) or because it was learned by value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from threading import Lock
from urllib.parse import quote

import orjson

from harness.exchange import Exchange, Headers, Request, Response
from harness.record.places import in_places

SHORTEST = 6
"""Characters below which a learned secret is told by its place only: it would cut ordinary text."""

_ALIAS = re.compile(r"redacted:[0-9]+")
_TELLING = ("password", "passwd", "passphrase", "secret", "token", "api-key", "apikey")


_NAMES = 4096
"""Header names whose kind is remembered: clients make up names, and memory is finite."""


class _Kind(Enum):
    """What of a header's value is secret."""

    PLAIN = auto()
    """Only what its text gives away."""
    SECRET = auto()
    CREDENTIALS = auto()
    """All but the scheme."""
    COOKIES = auto()
    """The value of each cookie."""
    SET_COOKIE = auto()
    """The value of the one cookie, none of its attributes."""


_KINDS = {
    "authorization": _Kind.CREDENTIALS,
    "proxy-authorization": _Kind.CREDENTIALS,
    "cookie": _Kind.COOKIES,
    "set-cookie": _Kind.SET_COOKIE,
}


class Redactor:
    """What a run's record must not hold. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._aliases: dict[str, str] = {}
        self._kinds: dict[str, _Kind] = {}
        self._named: frozenset[str] = frozenset()
        # One value, so that a reader in another thread never meets a pattern without its literals.
        self._learned: tuple[dict[str, str], re.Pattern[str] | None] = ({}, None)

    def name(self, *headers: str) -> None:
        """Treat the values of these header names as secret too."""
        with self._lock:
            self._named |= {header.lower() for header in headers}
            self._kinds.clear()

    def learn(self, secret: str) -> None:
        """Cut ``secret`` wherever it stands from now on, as it is or escaped for a URL or for JSON."""
        if len(secret) < SHORTEST or secret in self._learned[0]:
            return
        alias = self.alias(secret)
        with self._lock:
            literals = {**self._learned[0], **dict.fromkeys(_spellings(secret), alias)}
            longest_first = sorted(literals, key=len, reverse=True)
            pattern = re.compile("|".join(map(re.escape, longest_first)))
            self._learned = literals, pattern

    def alias(self, secret: str) -> str:
        """Return what stands for ``secret`` in this run; an empty one and an alias stand for themselves."""
        if not secret or _ALIAS.fullmatch(secret):
            return secret
        with self._lock:
            return self._aliases.setdefault(secret, f"redacted:{len(self._aliases) + 1}")

    def exchange(self, exchange: Exchange) -> Exchange:
        """Return ``exchange`` without secrets; the very same object when it holds none."""
        request, response = self.request(exchange.request), exchange.response
        response = None if response is None else self.response(response)
        error = None if exchange.error is None else self.text(exchange.error)
        if request is exchange.request and response is exchange.response and error == exchange.error:
            return exchange
        return replace(exchange, request=request, response=response, error=error)

    def request(self, request: Request) -> Request:
        """Return ``request`` without secrets; the very same object when it holds none."""
        kinds = self._kinds_of(request.headers)
        if self._quiet(request.headers, kinds, request.target, request.body):
            headers = self._named_cut(request.headers, kinds)
            if headers is request.headers:
                return request
            return Request(request.method, request.target, headers, request.body)
        headers, body = self.headers(request.headers), self.body(request.body)
        return Request(request.method, self.text(request.target), headers, body)

    def response(self, response: Response) -> Response:
        """Return ``response`` without secrets; the very same object when it holds none."""
        kinds = self._kinds_of(response.headers)
        if self._quiet(response.headers, kinds, "", response.body):
            headers = self._named_cut(response.headers, kinds)
            return (
                response if headers is response.headers else Response(response.status, headers, response.body)
            )
        return Response(response.status, self.headers(response.headers), self.body(response.body))

    def headers(self, headers: Headers) -> Headers:
        """Return ``headers`` without secrets."""
        cut = [(name, self._value(self._kind(name), value)) for name, value in headers.fields]
        return Headers(tuple(cut))

    def text(self, text: str) -> str:
        """Return ``text`` without secrets; the very same object when it holds none."""
        clean = in_places(text, self.alias)
        literals, pattern = self._learned
        # Searching for each literal costs far less than searching for all of them by one pattern.
        if pattern is None or not any([literal in clean for literal in literals]):  # noqa: C419 - see places
            return clean
        return pattern.sub(lambda hit: literals[hit[0]], clean)

    def body(self, body: bytes) -> bytes:
        """Return ``body`` without secrets; the very same object when it holds none."""
        if not body:
            return body
        # ISO 8859-1 maps every byte to one character and back, whatever the body is.
        text = body.decode("latin-1")
        clean = self.text(text)
        return body if clean is text else clean.encode("latin-1")

    def _kinds_of(self, headers: Headers) -> list[_Kind]:
        known = self._kinds
        return [known.get(name) or self._kind(name) for name, _ in headers.fields]

    def _quiet(self, headers: Headers, kinds: list[_Kind], target: str, body: bytes) -> bool:
        """Tell whether a message holds no secret but those that the names of its headers tell.

        Most messages do not, so all their text is searched at once.
        """
        pairs = zip(headers.fields, kinds, strict=True)
        plain = [value for (_, value), kind in pairs if kind is _Kind.PLAIN]
        text = "\n".join((target, *plain, body.decode("latin-1")))
        return self.text(text) is text

    def _named_cut(self, headers: Headers, kinds: list[_Kind]) -> Headers:
        """Return ``headers`` less the secrets that their names tell; the same object if there are none."""
        if kinds.count(_Kind.PLAIN) == len(kinds):
            return headers
        pairs = zip(kinds, headers.fields, strict=True)
        return Headers(
            tuple(
                [
                    pair if kind is _Kind.PLAIN else (pair[0], self._value(kind, pair[1]))
                    for kind, pair in pairs
                ]
            )
        )

    def _kind(self, name: str) -> _Kind:
        lower = name.lower()
        kind = _KINDS.get(lower, _Kind.PLAIN)
        if lower in self._named or any(word in lower for word in _TELLING):
            kind = _Kind.SECRET
        if len(self._kinds) < _NAMES:
            self._kinds[name] = kind
        return kind

    def _value(self, kind: _Kind, value: str) -> str:
        match kind:
            case _Kind.CREDENTIALS:
                scheme, space, credentials = value.partition(" ")
                return f"{scheme}{space}{self.alias(credentials)}" if space else self.alias(value)
            case _Kind.COOKIES:
                return self._cookies(value, every=True)
            case _Kind.SET_COOKIE:
                return self._cookies(value, every=False)
            case _Kind.SECRET:
                return self.alias(value)
            case _Kind.PLAIN:
                return self.text(value)

    def _cookies(self, value: str, *, every: bool) -> str:
        parts = value.split(";")
        hidden = len(parts) if every else 1
        return ";".join([*map(self._cookie, parts[:hidden]), *parts[hidden:]])

    def _cookie(self, part: str) -> str:
        name, equals, value = part.partition("=")
        return f"{name}{equals}{self.alias(value.strip())}" if equals else self.alias(part)


def _spellings(secret: str) -> set[str]:
    """Return how ``secret`` may stand on the wire, as bytes shown in ISO 8859-1."""
    escaped = orjson.dumps(secret).decode()[1:-1]
    texts = {secret, quote(secret, safe=""), quote(secret), escaped}
    wired = {text.encode().decode("latin-1") for text in texts}
    return texts | wired
