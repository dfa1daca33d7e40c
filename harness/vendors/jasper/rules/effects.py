"""What a change says it did shows in what is read next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from harness.exchange import media_type
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.jasper import bodies, names, sources
from harness.vendors.jasper.rules.facts import Answered, answered

_READS = frozenset({"GET", "HEAD"})


@dataclass
class _Known:
    """The jobs of one server that have been shown, and the last change of them that was answered."""

    jobs: set[str] = field(default_factory=set)
    change: Answered | None = None


def after_change(evidence: Evidence) -> tuple[tuple[Answered, Answered, frozenset[str]], ...]:
    """Return each read with the change right before it, and the jobs known before that; a fact.

    Only what lies wholly between the two answers could have undone the change, and nothing does: anything
    else that was sent meanwhile, or had no answer, ends the pair.
    """
    return tuple(_after_change(evidence))


def _after_change(evidence: Evidence) -> Iterator[tuple[Answered, Answered, frozenset[str]]]:
    known: dict[str, _Known] = {}
    answers = {each.exchange.id: each for each in evidence.fact(answered)}
    ended = 0
    for exchange in evidence.exchanges:
        each = answers.get(exchange.id)
        overlaps = exchange.begun_ns <= ended
        ended = max(ended, exchange.ended_ns)
        context = each.match.parsed.path.get("context", "") if each else ""
        of_context = known.setdefault(context, _Known())
        if each is None or overlaps:
            for other in known.values():
                other.change = None
        elif exchange.request.method in _READS:
            if of_context.change is not None:
                yield of_context.change, each, frozenset(of_context.jobs)
            of_context.jobs |= set(_shown(each))
        else:
            of_context.change = each
            of_context.jobs |= set(_shown(each))


def _shown(each: Answered) -> Iterator[str]:
    listed = each.members.get("jobsummary")
    for entry in listed if isinstance(listed, list) else [each.document]:
        job = names.in_document("", entry)
        if job is not None:
            yield job.names["id"]
    if each.operation == "getJobState" and each.response.status == 200:
        yield each.match.parsed.path["id"]


def _states(each: Answered) -> Iterator[tuple[str, str]]:
    """Yield number and state of each job that an answer shows."""
    listed = each.members.get("jobsummary")
    if each.operation == "getJobState" and isinstance(each.members.get("value"), str):
        yield each.match.parsed.path["id"], each.members["value"]
    for entry in listed if isinstance(listed, list) else []:
        state = entry.get("state") if isinstance(entry, Mapping) else None
        if isinstance(state, Mapping) and isinstance(state.get("value"), str):
            yield str(entry.get("id")), state["value"]


def _meant(change: Answered, known: frozenset[str]) -> frozenset[str]:
    """Return the jobs of a pause or a resume that was carried out; an empty list means all."""
    listed = bodies.ids_in(change.exchange.request)
    if change.response.status != 200 or listed.unreadable:
        return frozenset()
    return frozenset(map(str, listed.numbers)) & known if listed.numbers else known


@claims(
    "jasper.paused",
    "a job that was paused is paused",
    source=sources.PAUSING,
    why="A report that was stopped for the night of a migration runs all the same.",
)
def paused(evidence: Evidence) -> Iterator[Breach]:
    """Look at the state right after a pause, of the jobs it named or, if it named none, of all."""
    for change, each, known in evidence.fact(after_change):
        if change.operation != "pauseJobs":
            continue
        everybody = not bodies.ids_in(change.exchange.request).numbers
        if everybody and "D51" in evidence.contract.drifts:
            continue
        for number, state in _states(each):
            if number in _meant(change, known) and state in ("NORMAL", "EXECUTING"):
                says = f"a job is {state} right after {'all jobs were' if everybody else 'it was'} paused"
                yield each.breach("paused", says, "PAUSED", state, change.exchange.id)


@claims(
    "jasper.resumed",
    "a job that was resumed is not paused any more",
    source=sources.RESUMING,
    why="The schedule stays off although its user has turned it on again, and nobody is told.",
)
def resumed(evidence: Evidence) -> Iterator[Breach]:
    """Look at the state right after a resume."""
    for change, each, known in evidence.fact(after_change):
        if change.operation != "resumeJobs":
            continue
        for number, state in _states(each):
            if number in _meant(change, known) and state == "PAUSED":
                says = "a job is PAUSED right after it was resumed"
                yield each.breach("resumed", says, "NORMAL", state, change.exchange.id)


@claims(
    "jasper.flag-clears",
    "isDescriptionModified without a description removes the description",
    source=sources.BULK,
    why="A bulk update reports success, and the jobs still say what they should not say any more.",
)
def cleared(evidence: Evidence) -> Iterator[Breach]:
    """Look at the description right after a bulk update that was to remove it."""
    drifts = evidence.contract.drifts
    for change, each, _ in evidence.fact(after_change):
        if change.operation != "updateJobs" or change.response.status != 200 or not _clears(change, drifts):
            continue
        asked = set(change.match.parsed.query.get("id", ()))
        for number, description in _descriptions(each):
            if number in asked and description:
                says = "a job still has the description that a bulk update removed"
                yield each.breach("description", says, "no description", description, change.exchange.id)


def _clears(change: Answered, drifts: Collection[str]) -> bool:
    """Tell whether a release with ``drifts`` is to remove the description, by a flag that it knows."""
    in_json = (media_type(change.exchange.request.headers) or "").endswith("json")
    if "D54" in drifts or ("D24" in drifts and in_json):
        return False
    try:
        model = bodies.document_in(change.exchange.request)
    except bodies.AmbiguousError:
        return False
    return model.get("isDescriptionModified") is True and "description" not in model


def _descriptions(each: Answered) -> Iterator[tuple[str, str]]:
    listed = each.members.get("jobsummary")
    for entry in listed if isinstance(listed, list) else [each.document]:
        if isinstance(entry, Mapping) and "id" in entry:
            told = entry.get("description")
            yield str(entry["id"]), told if isinstance(told, str) else ""


RULES: tuple[Rule, ...] = (paused, resumed, cleared)
