"""The exchange: one request, its response, when each began and ended, and what became of it.

Requests and responses are kept as the wire had them: the raw request target (percent signs, a raw
``#`` and all), header names in their spelling and order, the body in bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum

_BUSY = frozenset({429, 503})
"""Statuses that may say when to ask again (RFC 6585, 4; RFC 9110, 15.6.4)."""


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in wire order; names compare without case (RFC 9110, 5.1)."""

    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]] = (), **named: str) -> Headers:
        """Build from pairs, and from keywords in which ``_`` stands for ``-``."""
        extra = tuple((name.replace("_", "-"), value) for name, value in named.items())
        return cls((*((str(n), str(v)) for n, v in pairs), *extra))

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the first value of ``name``."""
        wanted = name.lower()
        for key, value in self.fields:
            if key.lower() == wanted:
                return value
        return default

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of ``name``, in wire order."""
        wanted = name.lower()
        return tuple(value for key, value in self.fields if key.lower() == wanted)

    def without(self, *names: str) -> Headers:
        """Return the headers less every field called one of ``names``."""
        dropped = {name.lower() for name in names}
        return Headers(tuple(pair for pair in self.fields if pair[0].lower() not in dropped))

    def put(self, name: str, value: str) -> Headers:
        """Return the headers with ``name`` set to ``value`` once, at the end."""
        return Headers((*self.without(name).fields, (name, value)))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


def media_type(headers: Headers) -> str | None:
    """Return the lower-case media type of a message without its parameters, or None."""
    value = headers.get("Content-Type")
    return value.split(";", 1)[0].strip().lower() if value else None


@dataclass(frozen=True, slots=True)
class Request:
    """A request; ``target`` is the raw request target in origin form (RFC 9112, 3.2.1)."""

    method: str
    target: str
    headers: Headers = Headers()
    body: bytes = b""

    @property
    def path(self) -> str:
        """The raw path: the target up to its first question mark."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The raw query: the target after its first question mark."""
        return self.target.partition("?")[2]


@dataclass(frozen=True, slots=True)
class Response:
    """A response, its body decoded from any transfer and content coding."""

    status: int
    headers: Headers = Headers()
    body: bytes = b""


def retry_after(response: Response) -> float | None:
    """Return in how many seconds a busy server wants to be asked again; None when it does not say.

    A date (RFC 9110, 10.2.3) is counted from the answer's own ``Date``, as the two clocks may differ.
    """
    value, now = response.headers.get("Retry-After"), response.headers.get("Date") or ""
    if value is None or response.status not in _BUSY:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        asked = parsedate_to_datetime(value) - parsedate_to_datetime(now)
    except (TypeError, ValueError):
        return None
    return max(0.0, asked.total_seconds())


class Passage(StrEnum):
    """How a request passed the door."""

    ANSWERED = "answered"
    """Forwarded, and a whole response came back."""
    BROKEN = "broken"
    """Forwarded, but no whole response came back: reset, time-out, half a body."""
    BLOCKED = "blocked"
    """The guard kept it; nothing left."""
    REFUSED = "refused"
    """Not HTTP that the door can read; nothing left."""


class Direction(StrEnum):
    """Which way the request went."""

    OUTBOUND = "outbound"
    """To the target."""
    INBOUND = "inbound"
    """From the target to our receiver: a notification, a callback."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who made the request: ``kind`` is a phase or a command, ``case`` its case within it."""

    kind: str = "client"
    case: str = ""


IMPAIRED = "impaired"
"""The kind of sender that asks while the target is in a condition which the run has put it into."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what became of it.

    ``begun_ns`` is stamped before the first byte leaves and ``ended_ns`` after the last byte of
    the answer is in, both on one monotonic clock, so the truth lies within the closed interval.
    ``due_ns`` is when an open-model plan intended the request to leave. ``operation`` is the
    contract's operationId, None when no operation matched. ``sends`` counts how often the request
    went on the wire. ``session`` names whose credentials it carried; None: the client's own.
    """

    id: str
    vendor: str
    request: Request
    response: Response | None
    passage: Passage
    begun_ns: int
    ended_ns: int
    wall: str
    """Wall-clock time at the beginning, ISO 8601 in UTC."""
    target: str = ""
    upstream: str = ""
    """Base address the request went to, such as ``http://127.0.0.1:4430``."""
    operation: str | None = None
    session: str | None = None
    sender: Sender = field(default_factory=Sender)
    direction: Direction = Direction.OUTBOUND
    blocked_by: str | None = None
    """Id of the guard rule that kept the request."""
    error: str | None = None
    """What broke, in words, when the passage is ``broken`` or ``refused``."""
    due_ns: int | None = None
    sends: int = 1

    @property
    def judged(self) -> bool:
        """True when a whole response came from the target, so that oracles may speak of it."""
        return self.passage is Passage.ANSWERED and self.response is not None
