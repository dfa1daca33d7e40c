"""A verb does to a job what its state allows, and says so."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Source
from harness.flow import Outcome
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence, Observation
from harness.oracles.history import CHANGES, History, histories
from harness.oracles.lifecycle.states import operation_of, possible_states, witness

_DECIDED_BY_STATE = frozenset({Outcome.DONE, Outcome.TOO_LATE})
"""The other outcomes may come in any state: denied, throttled, failed, not yet visible, unknown."""


@claims(
    "lifecycle.verb-outcome",
    "a verb has an outcome that the documents allow in the job's state",
    source=Source("the life cycle in the vendor's contract; each finding names the document behind it"),
    why="A cancel that succeeds on an ended job, or is refused on a running one, hides what really ran.",
)
def verb_outcome(evidence: Evidence) -> Iterator[Breach]:
    """Judge each answered verb against the states that the job can have been in."""
    for history in evidence.fact(histories):
        for seen in history.seen:
            if seen.act in CHANGES and seen.outcome in _DECIDED_BY_STATE:
                yield from _judged(evidence, history, seen)


def _judged(evidence: Evidence, history: History, seen: Observation) -> Iterator[Breach]:
    table = evidence.contract.lifecycle.verbs.get(seen.verb or "")
    states = possible_states(evidence, history, seen)
    if table is None or not states or any(seen.outcome in table.get(state, ()) for state in states):
        return
    named = " or ".join(sorted(states))
    allowed = sorted({outcome for state in states for outcome in table.get(state, ())})
    yield Breach(
        says=f"{seen.verb} was answered {seen.outcome} although the job was in state {named}",
        operation=operation_of(evidence, seen),
        subject=f"{seen.verb} {named} {seen.outcome}",
        expected=" or ".join(allowed) or "no such verb in this state",
        got=str(seen.outcome),
        witness=_bounds(evidence, history, seen, states),
        source=evidence.contract.lifecycle.source,
    )


def _bounds(
    evidence: Evidence, history: History, seen: Observation, states: frozenset[str]
) -> tuple[str, ...]:
    """Return the fewest exchanges that prove the states: the verb, and one or two sightings around it."""
    known = [o for o in history.seen if o.state in evidence.contract.lifecycle.states]
    before = [o for o in known if o.before(seen)][-1:]
    after = [o for o in known if seen.before(o)][:1]
    for around in ((*before, seen), (seen, *after)):
        if possible_states(evidence, History(history.job, around), seen) == states:
            return witness(*around)
    return witness(*before, seen, *after)
