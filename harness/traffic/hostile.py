"""Requests for an emulator to survive: good ones, ones with a part changed, hostile bodies, broken HTTP.

Drawn from a contract's examples alone, in some hundred thousandths of a second each, since a million of
them are sent. Unlike property traffic they never pass a door, so they go to emulators only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final
from urllib.parse import quote

from harness.contract import Contract, Effect, Operation, write_body
from harness.exchange import Headers, Request
from harness.traffic.hostile_bodies import hostile_body

_WEIGHTS: Final = {"good": 30, "changed": 35, "body": 22, "torn": 5, "broken": 8}
_NASTY: Final = (
    *("", " ", "%00", "%2F", "%zz", "%ff", "..", "../../etc/passwd", "*", "?", "#", "'", '"', "<a>", "&x;"),
    *("-1", "0", "2147483648", "9" * 30, "1e9", "NaN", "true", "null", "A" * 300, "A" * 9000, "\u00e9"),
    *("${jndi:ldap://x}", "; rm -rf /", "' OR 1=1 --", "%0d%0aX: y", "\t", "{}", "[]"),
)
_METHODS: Final = (
    "GET",
    "PUT",
    "POST",
    "DELETE",
    "PATCH",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "FOO",
)
_BROKEN: Final = (
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Length: 10\r\n\r\n123456789",
    b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
    b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\r\n\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A request as it goes on the wire."""

    kind: str
    """``good``, ``changed``, ``body``, ``torn`` (in pieces, the last may be missing) or ``broken``."""
    raw: bytes
    upstream: int = 0
    request: Request | None = None
    """What the server should read; None where it is no HTTP."""


class Hostile:
    """Draws requests to a vendor's operations from ``random``, the same from the same.

    ``dress`` puts credentials on, ``names`` gives path parameters of something that is there.
    """

    def __init__(
        self,
        contract: Contract,
        random: Random,
        dress: Callable[[Request], Request],
        names: Callable[[], Mapping[str, str]],
        canary: str,
    ) -> None:
        self._random = random
        self._dress = dress
        self._names = names
        self._canary = canary
        self._document = contract.document
        callable_ = (each for each in contract.operations.values() if each.template.startswith("/"))
        self._operations = [each for each in callable_ if each.cases[0].effect is not Effect.SESSION]
        self._session = [each for each in contract.operations.values() if each.template.startswith("/")]
        self._bodies = {each.id: list(self._examples(each)) for each in self._session}

    def draw(self) -> Drawn:
        """Return the next request."""
        random = self._random
        kind = random.choices([*_WEIGHTS], [*_WEIGHTS.values()])[0]
        if kind == "broken":
            return Drawn(kind, random.choice(_BROKEN))
        # Now and then one that logs in or out; each of them may end the session of the others.
        operation = random.choice(self._session if random.random() < 0.01 else self._operations)
        request = self._good(operation)
        if kind == "changed":
            request = self._changed(request)
        elif kind == "body":
            request = self._with_hostile_body(request)
        if random.random() < 0.95:
            request = self._dress(request)
        return Drawn(kind, self._written(request), operation.upstream, request)

    def _good(self, operation: Operation) -> Request:
        random, names = self._random, self._names()
        target = operation.template
        query: list[tuple[str, str]] = []
        headers: list[tuple[str, str]] = []
        for parameter in operation.parameters:
            examples = [str(example) for example in parameter.examples] or ["1"]
            value = random.choice(examples)
            if parameter.place == "path":
                value = names.get(parameter.name, value) if random.random() < 0.7 else value
                target = target.replace(f"{{{parameter.name}}}", quote(value, safe=""))
            elif parameter.required or random.random() < 0.3:
                (query if parameter.place == "query" else headers).append((parameter.name, value))
        body = random.choice(self._bodies[operation.id] or [("", b"")])
        asked = "&".join(f"{quote(name)}={quote(value)}" for name, value in query)
        if body[0]:
            headers.append(("Content-Type", body[0]))
        return Request(
            operation.method, f"{target}?{asked}" if asked else target, Headers.of(headers), body[1]
        )

    def _changed(self, request: Request) -> Request:
        """Put something nasty into one part, or take a part away."""
        random, nasty = self._random, self._random.choice(_NASTY)
        match random.randrange(6):
            case 0:
                return replace(request, method=random.choice(_METHODS))
            case 1:
                return replace(request, target=f"{request.path}?{quote(nasty)}={nasty}&{request.query}")
            case 2:
                parts = request.path.split("/")
                parts[random.randrange(len(parts))] = nasty
                return replace(request, target="/".join(parts) or "/")
            case 3 if request.query:
                names = [pair.partition("=")[0] for pair in request.query.split("&")]
                return replace(request, target=f"{request.path}?{random.choice(names)}={nasty}")
            case 4 if request.headers.fields:
                name = random.choice(request.headers.fields)[0]
                return replace(request, headers=request.headers.put(name, nasty))
            case _:
                kept = request.headers.fields[: random.randrange(len(request.headers.fields) + 1)]
                return replace(request, headers=Headers(kept), body=request.body[: random.randrange(9)])

    def _with_hostile_body(self, request: Request) -> Request:
        media = request.headers.get("Content-Type") or self._random.choice(["application/json", "text/xml"])
        body, said = hostile_body(self._random, request.body, media, self._canary)
        method = request.method if request.method != "GET" else self._random.choice(["PUT", "POST", "GET"])
        return replace(request, method=method, headers=request.headers.put("Content-Type", said), body=body)

    def _examples(self, operation: Operation) -> Iterator[tuple[str, bytes]]:
        for media, body in operation.request_bodies.items():
            for example in body.examples.values():
                if isinstance(example, str) and not media.endswith("json"):
                    yield media, example.encode()
                else:
                    yield media, write_body(media, example, body.schema, self._document)

    def _written(self, request: Request) -> bytes:
        """Return the bytes of a request; what HTTP forbids is left in, for the server to refuse."""
        target = request.target if self._random.random() < 0.02 else request.target.replace(" ", "%20")
        fields = [("Host", "127.0.0.1"), *request.headers.fields, ("Content-Length", str(len(request.body)))]
        head = "\r\n".join([f"{request.method} {target} HTTP/1.1", *(f"{n}: {v}" for n, v in fields)])
        return head.encode("latin-1", "replace") + b"\r\n\r\n" + request.body
