"""What a run learns while it sends: for each operation a request that works, and how its job came to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from harness.contract import Contract, Match, Pair
from harness.exchange import Request, Response, Sender
from harness.flow import JobRef
from harness.session import PRIMARY
from harness.traffic.client import Asks, Reply
from harness.vendor import RequestReader


@dataclass(frozen=True, slots=True)
class Origin:
    """How a job came to be: the request that made it."""

    job: JobRef
    request: Request
    match: Match


@dataclass(frozen=True, slots=True)
class Sample:
    """A request that keeps its contract and was answered with success; it carries no credentials.

    ``origin`` is that of the job it is about; None: it is about none, or one that was there before.
    """

    request: Request
    match: Match
    origin: Origin | None = None


@dataclass
class Memory:
    """Asks a door, and remembers.

    Of each operation the first sample is kept, one about a job of ours before any other. Equal
    requests with equal answers leave equal memories.
    """

    door: Asks
    contract: Contract
    reader: RequestReader
    samples: dict[str, Sample] = field(default_factory=dict)
    """By operationId."""
    seen: set[Pair] = field(default_factory=set)
    """OperationId and status, as the contract documents it, of every answer."""
    _origins: dict[str, Origin | None] = field(default_factory=dict)
    """By each name of a job; None where two jobs share it."""

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Send a request as the door's client does, and learn from what comes back."""
        reply = self.door.ask(request, sender, session)
        if reply.response is not None and reply.blocked_by is None:
            self._learn(request, reply.response, session or PRIMARY)
        return reply

    def _learn(self, request: Request, response: Response, session: str) -> None:
        match = self.contract.match(request)
        answer = match.operation.answer(response.status) if match else None
        if match is None or answer is None:
            return
        self.seen.add((match.operation.id, answer.status))
        if session != PRIMARY or response.status // 100 != 2:
            return
        job = self.reader.created(match, request, response)
        if job is not None:
            self._remember(Origin(job, request, match))
        known = self.samples.get(match.operation.id)
        if known is None or known.origin is None:
            self._sample(request, match, known)

    def _sample(self, request: Request, match: Match, known: Sample | None) -> None:
        origin = self._origin(self.reader.subjects(match, request).jobs)
        better = known is None or origin is not None
        if better and not self.contract.judge_request(match, request):
            self.samples[match.operation.id] = Sample(request, match, origin)

    def _remember(self, origin: Origin) -> None:
        for name in {origin.job.key, *origin.job.names.values()}:
            self._origins[name] = None if name in self._origins else origin

    def _origin(self, jobs: Iterable[JobRef]) -> Origin | None:
        names = (name for job in jobs for name in (job.key, *job.names.values()))
        return next((found for name in names if (found := self._origins.get(name))), None)


def renamed(request: Request, old: Mapping[str, str], new: Mapping[str, str]) -> Request:
    """Return ``request`` about a job called ``new`` instead of ``old``, wherever the names stand whole.

    In the target they may be percent-encoded. Names that only one of the two has stay as they are.
    """
    pairs = sorted(((old[name], new[name]) for name in old.keys() & new.keys() if old[name]), key=_longest)
    target, body = request.target, request.body.decode("latin-1")
    for before, after in pairs:
        for raw in dict.fromkeys((quote(before, safe=""), before)):
            target = _whole(raw).sub(lambda _: quote(after, safe=""), target)  # noqa: B023 - used at once
        # Bodies are bytes: Latin-1 takes each for a letter and gives it back.
        plain, other = before.encode().decode("latin-1"), after.encode().decode("latin-1")
        body = _whole(plain).sub(lambda _: other, body)  # noqa: B023 - used at once
    return replace(request, target=target, body=body.encode("latin-1"))


def _longest(pair: tuple[str, str]) -> tuple[int, str]:
    return -len(pair[0]), pair[0]


def _whole(text: str) -> re.Pattern[str]:
    """Match ``text`` where it is no part of a longer word."""
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(text)}(?![A-Za-z0-9])")
