"""A job is there from the time it is first shown until it is removed, and then it is gone."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Source, Standing
from harness.flow import Outcome
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Act, Evidence, Observation
from harness.oracles.history import EFFECTIVE, History, conflicts, histories
from harness.oracles.lifecycle.states import operation_of, possible_states, witness

_LIFECYCLE = "the life cycle in the vendor's contract"
_PATHS = {
    Act.STATUS: "status",
    Act.LISTED: "list",
    Act.UNLISTED: "list",
    Act.OUTPUT: "output",
    Act.MODIFY: "modify",
    Act.DELETE: "modify",
}
"""A target may learn of a job on one path before it does on another, so each is judged by itself."""
_SHOWN = frozenset({Act.STATUS, Act.LISTED, Act.OUTPUT})


@claims(
    "lifecycle.vanished",
    "a job that was shown stays until somebody removes it",
    source=Source(f"{_LIFECYCLE}: ended jobs stay listed; a site may purge by itself", Standing.INFERRED),
    why="The job's result and output are lost before anybody has read them.",
)
def vanished(evidence: Evidence) -> Iterator[Breach]:
    """Look for a job that is shown, and not known to a later request, with nothing that removed it."""
    if not evidence.contract.lifecycle.ended_listed:
        return
    for history in evidence.fact(histories):
        for shown, absent in _losses(history):
            back = _shown_after(history, absent)
            if back is None and absent.ended_ns < history.removable_from():
                says = "a job that an earlier answer showed is unknown, and nothing in the record removed it"
                yield _presence(evidence, says, (shown, absent), absent, ("still there", "not known"))


@claims(
    "lifecycle.reappeared",
    "a job is unknown only before it is first shown and after it is gone",
    source=Source(
        f"{_LIFECYCLE}: what 'not visible' looks like, and that it is said directly after a submit"
    ),
    why="A client that is told 'no such job' submits again, and the work is done twice.",
)
def reappeared(evidence: Evidence) -> Iterator[Breach]:
    """Look for shown, then unknown, then shown again, on one path and in one session."""
    for history in evidence.fact(histories):
        for shown, absent in _losses(history):
            back = _shown_after(history, absent)
            if back is not None and not _removed_before(history, back):
                says = "a job was shown, then unknown, and then shown again"
                yield _presence(evidence, says, (shown, absent, back), absent, ("still there", "not known"))


@claims(
    "lifecycle.visible-after-delete",
    "a job whose removal was confirmed is gone",
    source=Source(f"{_LIFECYCLE}: outcomes of the removal in each state"),
    why="Output that was reported as purged can still be read, or the job still runs.",
)
def visible_after_delete(evidence: Evidence) -> Iterator[Breach]:
    """Judge removals that were confirmed while the job was not running: a running one has to end first."""
    lifecycle = evidence.contract.lifecycle
    settled = {*lifecycle.initial, *lifecycle.terminal}
    for history in evidence.fact(histories):
        for removal in history.seen:
            if removal.act is not Act.DELETE or removal.outcome is not Outcome.DONE:
                continue
            after = [o for o in history.seen if o.act in _SHOWN and o.present and removal.before(o)]
            states = possible_states(evidence, history, removal)
            if after and states and states <= settled:
                proof = _last_state(history, removal)
                seen = (*proof, removal, after[0])
                says = "a job is still shown after its removal was confirmed"
                yield _presence(evidence, says, seen, after[0], ("not known", "shown"))


@claims(
    "lifecycle.one-name",
    "a job keeps its names, and no two jobs share one",
    source=Source("the vendor's identifiers are unique while a job exists", Standing.INFERRED),
    why="A client that follows the second name reaches another job than the one it submitted.",
)
def one_name(evidence: Evidence) -> Iterator[Breach]:
    """Look for one job that two answers name differently; after a removal its key may be given again."""
    for key, name, first, other in conflicts(evidence):
        if _may_be_removed(evidence, {key, first.job.names[name]}, other):
            continue
        yield Breach(
            says=f"two answers give one job two different values of {name}",
            operation=operation_of(evidence, other),
            subject=name,
            expected=first.job.names[name],
            got=other.job.names[name],
            witness=witness(first, other),
        )


@claims(
    "lifecycle.new-job",
    "every submit makes a job of its own",
    source=Source("the vendor's identifiers are unique while a job exists", Standing.INFERRED),
    why="Two submitters share one job, and one of the two pieces of work was never run.",
)
def new_job(evidence: Evidence) -> Iterator[Breach]:
    """Look for two submits that were answered with the same names and no removal between them."""
    for history in evidence.fact(histories):
        submits = [
            seen for seen in history.seen if seen.act is Act.SUBMIT and seen.job.names == history.job.names
        ]
        if len(submits) > 1 and submits[1].ended_ns < history.removable_from():
            yield Breach(
                says="two submits were answered with the same job",
                operation=operation_of(evidence, submits[1]),
                subject="submit",
                expected="a new job",
                got=submits[1].job.key,
                witness=witness(*submits[:2]),
            )


def _may_be_removed(evidence: Evidence, names: set[str], other: Observation) -> bool:
    removals = (o for o in evidence.observations if o.act is Act.DELETE and o.outcome in EFFECTIVE)
    return any(o.job.key in names and o.begun_ns <= other.ended_ns for o in removals)


def _losses(history: History) -> Iterator[tuple[Observation, Observation]]:
    """Yield each absence with the earliest sighting before it on the same path and in the same session."""
    first: dict[tuple[str, str | None], Observation] = {}
    for seen in sorted((o for o in history.seen if o.act in _PATHS), key=lambda o: o.ended_ns):
        if seen.present:
            first.setdefault((_PATHS[seen.act], seen.session), seen)
    for seen in history.seen:
        shown = first.get((_PATHS.get(seen.act, ""), seen.session))
        if seen.outcome is Outcome.NOT_VISIBLE and shown is not None and shown.before(seen):
            yield shown, seen


def _shown_after(history: History, absent: Observation) -> Observation | None:
    path = _PATHS[absent.act]
    later = (
        o for o in history.seen if o.present and _PATHS.get(o.act) == path and o.session == absent.session
    )
    return next((o for o in later if absent.before(o)), None)


def _removed_before(history: History, back: Observation) -> bool:
    removals = (o for o in history.seen if o.act is Act.DELETE and o.outcome is Outcome.DONE)
    return any(removal.before(back) for removal in removals)


def _last_state(history: History, removal: Observation) -> tuple[Observation, ...]:
    before = [seen for seen in history.seen if seen.state is not None and seen.before(removal)]
    return tuple(before[-1:])


def _presence(
    evidence: Evidence,
    says: str,
    seen: tuple[Observation, ...],
    culprit: Observation,
    values: tuple[str, str],
) -> Breach:
    expected, got = values
    return Breach(
        says=says,
        operation=operation_of(evidence, culprit),
        subject=_PATHS[culprit.act],
        expected=expected,
        got=got,
        witness=witness(*seen),
    )
