"""A job goes forward through its states, and its end stays what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from harness.contract import Lifecycle
from harness.finding import Source
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Act, Evidence, Observation
from harness.oracles.history import History, histories

_SOURCE = Source("the life cycle in the vendor's contract; each finding names the document behind it")
Path = Callable[[str, str], bool]


def paths(evidence: Evidence) -> Path:
    """Return whether a job seen in one state may later be seen in another; a fact."""
    lifecycle = evidence.contract.lifecycle
    after = {
        start: {s for s in lifecycle.states if lifecycle.reachable(start, s)} for start in lifecycle.states
    }
    return lambda start, end: end in after[start]


def possible_states(evidence: Evidence, history: History, at: Observation) -> frozenset[str]:
    """Return the states that the job can have been in at some time during ``at``.

    Only what was seen wholly before or wholly after bounds them; empty when the sightings contradict
    each other.
    """
    leads = evidence.fact(paths)
    states = set(evidence.contract.lifecycle.states)
    for seen in _with_state(evidence.contract.lifecycle, history.seen):
        if seen.before(at):
            states = {state for state in states if leads(str(seen.state), state)}
        elif at.before(seen):
            states = {state for state in states if leads(state, str(seen.state))}
    return frozenset(states)


@claims(
    "lifecycle.monotonic",
    "a job never goes back to a state that it has left",
    source=_SOURCE,
    why="A client that waits for the end acts once it sees it; a job that comes back runs behind its back.",
)
def monotonic(evidence: Evidence) -> Iterator[Breach]:
    """Compare each sighting with the sightings that ended before it began."""
    leads = evidence.fact(paths)
    for history in evidence.fact(histories):
        seen = _with_state(evidence.contract.lifecycle, history.seen)
        for earlier, later in _latest_before(seen):
            if not leads(str(earlier.state), str(later.state)):
                yield _backwards(evidence, earlier, later)


@claims(
    "lifecycle.result-before-end",
    "a job that has not ended has no result",
    source=_SOURCE,
    why="Clients take the presence of a result for the end, and go on before the job's data are there.",
)
def result_before_end(evidence: Evidence) -> Iterator[Breach]:
    """Look at every document of a job that is not in a terminal state."""
    lifecycle = evidence.contract.lifecycle
    for seen in _with_state(lifecycle, evidence.observations):
        if seen.state not in lifecycle.terminal and seen.result is not None:
            yield _one(
                evidence,
                seen,
                f"a job in state {seen.state} has the result {seen.result!r} before it has ended",
                ("no result", repr(seen.result)),
            )


@claims(
    "lifecycle.ended-without-result",
    "a job that has ended has a result",
    source=_SOURCE,
    why="A client that polls for the result of an ended job waits for ever.",
)
def ended_without_result(evidence: Evidence) -> Iterator[Breach]:
    """Look at every document of a job in a terminal state."""
    lifecycle = evidence.contract.lifecycle
    for seen in _with_state(lifecycle, evidence.observations):
        if seen.state in lifecycle.terminal and seen.result is None:
            yield _one(evidence, seen, f"a job in state {seen.state} has no result", ("a result", "none"))


@claims(
    "lifecycle.result-stable",
    "the result of an ended job never changes",
    source=_SOURCE,
    why="Two readers of one ended job decide differently whether it went well.",
)
def result_stable(evidence: Evidence) -> Iterator[Breach]:
    """Compare the first result that was seen with each other one, whatever their order."""
    terminal = evidence.contract.lifecycle.terminal
    for history in evidence.fact(histories):
        ends = [seen for seen in history.seen if seen.state in terminal and seen.result is not None]
        for seen in ends[1:]:
            if seen.result != ends[0].result:
                yield Breach(
                    says=f"one ended job had the result {ends[0].result!r} and then {seen.result!r}",
                    operation=operation_of(evidence, seen),
                    subject=f"{ends[0].act} {seen.act}",
                    expected=repr(ends[0].result),
                    got=repr(seen.result),
                    witness=witness(ends[0], seen),
                    source=evidence.contract.lifecycle.source,
                )


def operation_of(evidence: Evidence, seen: Observation) -> str | None:
    """Return the operationId of the exchange behind an observation."""
    match = evidence.matches.get(seen.exchange)
    return match.operation.id if match else None


def witness(*seen: Observation) -> tuple[str, ...]:
    """Return the exchanges behind observations, each once, in the order given."""
    return tuple(dict.fromkeys(observation.exchange for observation in seen))


def _backwards(evidence: Evidence, earlier: Observation, later: Observation) -> Breach:
    return Breach(
        says=f"a job was seen in state {earlier.state}, and in a later answer in state {later.state}",
        operation=operation_of(evidence, later),
        subject=f"{earlier.state} to {later.state}",
        expected=f"{earlier.state} or what follows it",
        got=str(later.state),
        witness=witness(earlier, later),
        source=evidence.contract.lifecycle.source,
    )


def _one(evidence: Evidence, seen: Observation, says: str, values: tuple[str, str]) -> Breach:
    expected, got = values
    return Breach(
        says=says,
        operation=operation_of(evidence, seen),
        subject=f"{seen.state} {_kind(seen.act)}",
        expected=expected,
        got=got,
        witness=(seen.exchange,),
        source=evidence.contract.lifecycle.source,
    )


def _kind(act: Act) -> str:
    return "list" if act is Act.LISTED else act.value


def _with_state(lifecycle: Lifecycle, seen: Iterable[Observation]) -> list[Observation]:
    return [observation for observation in seen if observation.state in lifecycle.states]


def _latest_before(seen: list[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """Yield each sighting with, for every state, the last sighting of it that ended before.

    Sightings are in order of their beginning; walking them once along with those in order of their
    end keeps this linear, as one job can be polled ten thousand times.
    """
    latest: dict[str | None, Observation] = {}
    by_end = sorted(seen, key=lambda observation: observation.ended_ns)
    done = 0
    for later in seen:
        while done < len(by_end) and by_end[done].before(later):
            latest[by_end[done].state] = by_end[done]
            done += 1
        for earlier in latest.values():
            yield earlier, later
