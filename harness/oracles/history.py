"""The history of each job: everything that was observed of it, under all of its names.

Two exchanges are ordered only when one ended before the other began. What has no answer, or failed in
the server, may have happened at any time from its beginning on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from harness.contract import Effect
from harness.exchange import Direction, Exchange, Passage
from harness.flow import JobRef, Outcome
from harness.oracles.evidence import Act, Evidence, Observation

CHANGES = frozenset({Act.MODIFY, Act.DELETE})
_READ_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_OPEN_ENDED = frozenset({Outcome.ACCEPTED, Outcome.UNKNOWN, Outcome.SERVER})
"""What may still be carried out after its answer."""
EFFECTIVE = _OPEN_ENDED | {Outcome.DONE}
"""Outcomes of what may have been carried out."""


@dataclass(frozen=True)
class History:
    """One job. ``seen`` is in order of ``begun_ns``."""

    job: JobRef
    seen: tuple[Observation, ...]
    strays: tuple[int, ...] = ()
    """When a request began that named the job and that no operation explains: it may have done anything."""

    def removable_from(self) -> float:
        """Return the earliest time at which something may have removed the job; infinite if nothing did.

        A change whose verb no document lists may have done that, too.
        """
        unlisted = (o for o in self.seen if o.act is Act.MODIFY and o.verb is None)
        removals = (*(o for o in self.seen if o.act is Act.DELETE), *unlisted)
        begun = (o.begun_ns for o in removals if o.outcome in EFFECTIVE)
        return min([*begun, *self.strays], default=float("inf"))

    def undisturbed(self, begun_ns: int, ended_ns: int) -> bool:
        """Tell whether nothing can have changed the job on demand within these bounds."""
        if any(stray <= ended_ns for stray in self.strays):
            return False
        changes = (o for o in self.seen if o.act in CHANGES and o.outcome in EFFECTIVE)
        return not any(o.begun_ns <= ended_ns and _until(o) >= begun_ns for o in changes)


def histories(evidence: Evidence) -> tuple[History, ...]:
    """Return the history of every job whose names are beyond doubt; a fact.

    A job that two different answers name differently (two correlators for one id) is left out: its
    observations may be of two jobs.
    """
    seen = evidence.observations
    grouped = _grouped(seen)
    doubtful = {key for key, _, _, _ in conflicts(evidence)}
    strays, unplaced = tuple(_strays(evidence)), _unplaced(grouped)
    found = []
    for key, told in grouped.items():
        if key not in doubtful:
            job = max((each.job for each in told), key=lambda job: len(job.names))
            perhaps = (begun for kind, begun in unplaced if kind not in job.names)
            found.append(History(job, tuple(told), (*_naming(strays, told), *perhaps)))
    return tuple(found)


def conflicts(evidence: Evidence) -> Iterator[tuple[str, str, Observation, Observation]]:
    """Yield each job key and name (``correlator``) that two answers give different values for."""
    first: dict[tuple[str, str], Observation] = {}
    for observation in evidence.observations:
        for name, value in observation.job.names.items():
            known = first.setdefault((observation.job.key, name), observation)
            if known.job.names[name] != value:
                yield observation.job.key, name, known, observation


def _grouped(observations: Iterable[Observation]) -> dict[str, list[Observation]]:
    """Sort observations by job; one under a lesser name goes where that name leads.

    Where it leads to several jobs, it counts for each of them, but only as what may have changed it.
    """
    taken = tuple(observations)
    keys = {each.job.key for each in taken if _further_names(each.job)}
    aliases = _aliases(taken)
    grouped: dict[str, list[Observation]] = defaultdict(list)
    for each in taken:
        owners = [each.job.key] if each.job.key in keys else aliases.get(each.job.key, [each.job.key])
        if len(owners) == 1:
            grouped[owners[0]].append(each)
        elif each.act in CHANGES:
            for owner in owners:
                grouped[owner].append(replace(each, outcome=Outcome.UNKNOWN))
    return grouped


def _further_names(job: JobRef) -> list[str]:
    return [value for value in job.names.values() if value != job.key]


def _aliases(observations: Iterable[Observation]) -> Mapping[str, list[str]]:
    aliases: dict[str, list[str]] = {}
    for each in observations:
        for value in _further_names(each.job):
            owners = aliases.setdefault(value, [])
            if each.job.key not in owners:
                owners.append(each.job.key)
    return aliases


def _unplaced(grouped: Mapping[str, list[Observation]]) -> list[tuple[str, int]]:
    """Return each change asked of a job by a name that no answer explains: the kind of name, and when.

    It may have been any job that is not known by a name of that kind.
    """
    return [
        (kind, each.begun_ns)
        for key, told in grouped.items()
        for kind, value in told[0].job.names.items()
        if value == key
        for each in told
        if each.act in CHANGES and each.outcome in EFFECTIVE
    ]


def _strays(evidence: Evidence) -> Iterator[tuple[int, str]]:
    """Yield when each request began that may have changed something and tells of no job, with its text."""
    told = {observation.exchange for observation in evidence.observations}
    for exchange in evidence.exchanges:
        left = exchange.direction is Direction.OUTBOUND and exchange.passage in (
            Passage.ANSWERED,
            Passage.BROKEN,
        )
        if left and exchange.id not in told and _may_change(evidence, exchange):
            body = exchange.request.body.decode("utf-8", "replace")
            yield exchange.begun_ns, f"{unquote(exchange.request.target)} {body}"


def _may_change(evidence: Evidence, exchange: Exchange) -> bool:
    match = evidence.matches.get(exchange.id)
    if match is None:
        return exchange.request.method not in _READ_METHODS
    return match.effect in (Effect.MODIFY, Effect.DESTROY, Effect.GLOBAL, Effect.EXECUTE)


def _naming(strays: Iterable[tuple[int, str]], seen: list[Observation]) -> Iterator[int]:
    names = {o.job.key for o in seen} | {value for o in seen for value in o.job.names.values()}
    return (begun for begun, text in strays if any(name in text for name in names))


def _until(change: Observation) -> float:
    return float("inf") if change.outcome in _OPEN_ENDED else change.ended_ns
