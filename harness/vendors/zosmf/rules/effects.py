"""What was confirmed has happened: a cancelled job ends so, a held one waits, a new class is shown."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from harness.flow import Outcome
from harness.oracles import Act, Breach, Evidence, Observation, Rule, claims
from harness.oracles.history import CHANGES, EFFECTIVE, History, histories
from harness.oracles.judgement import exchange_by_id
from harness.oracles.lifecycle.states import operation_of, witness
from harness.vendors.zosmf import jobs, sources


@claims(
    "zosmf.cancel-ends",
    "a job whose cancel was confirmed ends as cancelled",
    source=sources.EFFECT,
    why="The work that somebody stopped has run all the same, and looks as if it had been meant to.",
)
def cancel_ends(evidence: Evidence) -> Iterator[Breach]:
    """Compare the end of a job with a confirmed cancel of it."""
    for history in evidence.fact(histories):
        for cancel in _confirmed(history, "cancel"):
            ends = [seen for seen in history.seen if seen.state == jobs.TERMINAL]
            ended = next((o for o in ends if cancel.before(o) and o.result not in (None, "CANCELED")), None)
            if ended is not None and ended.result and not any(end.before(cancel) for end in ends):
                says = f"a job ended with {ended.result!r} although its cancel had been confirmed"
                yield _breach(evidence, "retcode", says, ("CANCELED", ended.result), (cancel, ended))


@claims(
    "zosmf.cancel-stops",
    "a job that had not started when its cancel was confirmed never starts",
    source=sources.EFFECT,
    why="The cancel came in time, was confirmed, and the work runs.",
)
def cancel_stops(evidence: Evidence) -> Iterator[Breach]:
    """Look for a job still in INPUT after a confirmed cancel: it should be in OUTPUT at once."""
    for history in evidence.fact(histories):
        for cancel in _confirmed(history, "cancel"):
            waiting = next((o for o in history.seen if cancel.before(o) and o.state == "INPUT"), None)
            if waiting is not None:
                says = "a job is still in INPUT after its cancel was confirmed"
                yield _breach(evidence, "status", says, ("OUTPUT", "INPUT"), (cancel, waiting))


@claims(
    "zosmf.cancel-told",
    "a cancel that was refused has not been carried out",
    source=sources.EFFECT,
    why="The client reports that the job could not be cancelled, and the work is not done all the same.",
)
def cancel_told(evidence: Evidence) -> Iterator[Breach]:
    """Look for a job seen before its end, then a refused cancel, then an end as cancelled by nobody else."""
    for history in evidence.fact(histories):
        refused = [o for o in history.seen if o.verb == "cancel" and o.outcome is Outcome.TOO_LATE]
        ends = [o for o in history.seen if o.state == jobs.TERMINAL and o.result == "CANCELED"]
        if not refused or not ends or _ended_on_demand(history, ends[0]):
            continue
        before = [o for o in history.seen if o.state in ("INPUT", "ACTIVE") and o.before(refused[0])]
        if before and refused[0].begun_ns <= ends[0].ended_ns:
            says = "a job ended as cancelled although every cancel of it had been refused"
            values = ("its own end", "CANCELED")
            yield _breach(evidence, "retcode", says, values, (before[-1], refused[0], ends[0]))


@claims(
    "zosmf.hold-holds",
    "a held job does not start until it is released",
    source=sources.EFFECT,
    why="Operators hold a job to keep it from running too early; it ran.",
)
def hold_holds(evidence: Evidence) -> Iterator[Breach]:
    """Judge holds that took effect for sure: the job was still in INPUT after the answer."""
    for history in evidence.fact(histories):
        for hold in _confirmed(history, "hold"):
            waiting = next((o for o in history.seen if hold.before(o) and o.state == "INPUT"), None)
            if waiting is None:
                continue
            started = next((o for o in history.seen if waiting.before(o) and _ran(o)), None)
            if started is not None and not _let_go(history, hold, started):
                says = f"a held job went on to {started.state} and nobody had released it"
                values = ("INPUT", str(started.state))
                yield _breach(evidence, "status", says, values, (hold, waiting, started))


@claims(
    "zosmf.class-changes",
    "a confirmed change of class is shown",
    source=sources.EFFECT,
    why="The job waits for the wrong initiators, and the document says that it does not.",
)
def class_changes(evidence: Evidence) -> Iterator[Breach]:
    """Judge changes that took effect for sure: the job was still in INPUT after the answer."""
    for history in evidence.fact(histories):
        for change in _confirmed(history, "class"):
            wanted = _class_in(evidence, change)
            later = [
                o for o in history.seen if change.before(o) and o.state == "INPUT" and "class" in o.document
            ]
            for told in later[:1]:
                lone = not _rivals(history, change, told)
                if wanted and lone and told.document["class"] != wanted:
                    says = (
                        f"the class was changed to {wanted}, and the job still shows {told.document['class']}"
                    )
                    values = (wanted, str(told.document["class"]))
                    yield _breach(evidence, "class", says, values, (change, told))


def _confirmed(history: History, verb: str) -> list[Observation]:
    return [seen for seen in history.seen if seen.verb == verb and seen.outcome is Outcome.DONE]


def _ended_on_demand(history: History, end: Observation) -> bool:
    """Tell whether a request that was not refused may have cancelled the job before it was seen ended."""
    verbs = ("cancel", "delete", None)
    asked = (o for o in history.seen if o.act in CHANGES and o.verb in verbs and o.outcome in EFFECTIVE)
    return any(begun <= end.ended_ns for begun in (*history.strays, *(o.begun_ns for o in asked)))


def _ran(seen: Observation) -> bool:
    """Tell whether the job has been executed: one with a JCL error ends without, even when held."""
    return seen.state == "ACTIVE" or (seen.state == jobs.TERMINAL and (seen.result or "").startswith("CC "))


def _let_go(history: History, hold: Observation, started: Observation) -> bool:
    """Tell whether anything after the hold may have let the job start, or ended it."""
    if any(stray <= started.ended_ns for stray in history.strays):
        return True
    return any(
        o.act in CHANGES
        and o.verb not in ("hold", "class")
        and o.outcome in EFFECTIVE
        and (not o.before(hold) or o.outcome is not Outcome.DONE)
        and o.begun_ns <= started.ended_ns
        for o in history.seen
    )


def _rivals(history: History, change: Observation, told: Observation) -> bool:
    """Tell whether another request may have changed the class again before it was shown."""
    if any(stray <= told.ended_ns for stray in history.strays):
        return True
    return any(
        o is not change
        and o.act is Act.MODIFY
        and o.verb in ("class", None)
        and o.outcome in EFFECTIVE
        and (not o.before(change) or o.outcome is not Outcome.DONE)
        and o.begun_ns <= told.ended_ns
        for o in history.seen
    )


def _class_in(evidence: Evidence, change: Observation) -> str | None:
    request = evidence.fact(exchange_by_id)[change.exchange].request
    wanted = orjson.loads(request.body).get("class")
    return wanted if isinstance(wanted, str) and wanted == wanted.upper() else None


def _breach(
    evidence: Evidence, subject: str, says: str, values: tuple[str, str], seen: tuple[Observation, ...]
) -> Breach:
    expected, got = values
    return Breach(
        says=says,
        operation=operation_of(evidence, seen[0]),
        subject=subject,
        expected=expected,
        got=got,
        witness=witness(*seen),
    )


RULES: tuple[Rule, ...] = (cancel_ends, cancel_stops, cancel_told, hold_holds, class_changes)
