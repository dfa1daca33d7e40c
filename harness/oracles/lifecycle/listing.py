"""A list that leaves nothing out holds every job that other answers show before it and after it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harness.contract import Kind, Listing
from harness.contract.pointers import lookup
from harness.finding import Source
from harness.oracles.answered import Answered, judged_answers
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Act, Evidence, Observation
from harness.oracles.exchange.response import discrepancies
from harness.oracles.history import History, histories

_SHOWING = frozenset({Act.STATUS, Act.LISTED})
_FORM = frozenset({Kind.STATUS, Kind.MEDIA_TYPE, Kind.UNREADABLE, Kind.BODY})
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class WholeList:
    """A list that was asked for everything, and whole; ``document`` is its request."""

    answered: Answered
    listing: Listing
    document: Mapping[str, Any]

    @property
    def begun_ns(self) -> int:
        """When it was asked for."""
        return self.answered.exchange.begun_ns

    @property
    def ended_ns(self) -> int:
        """When its answer was in."""
        return self.answered.exchange.ended_ns


@claims(
    "lifecycle.list-complete",
    "a list that was asked for everything holds every job that there is",
    source=Source("the vendor's contract; each finding names the document that its fact stands in"),
    why="A job that is missing from the list is taken for gone: it is submitted again, or never looked at.",
)
def list_complete(evidence: Evidence) -> Iterator[Breach]:
    """Look for jobs that one answer showed before the list and another after it, in the same session.

    Nothing may have removed the job meanwhile, and both answers must tell that the list admits it.
    """
    lists = evidence.fact(whole_lists)
    for history in evidence.fact(histories) if lists else ():
        for session, shown in _by_session(history).items():
            for each in _between(lists.get(session, ()), shown):
                if each.ended_ns < history.removable_from():
                    yield from _missing(evidence, history, each, shown)


def whole_lists(evidence: Evidence) -> Mapping[str | None, Sequence[WholeList]]:
    """Return, by session and in order of their beginning, the lists that leave nothing out; a fact."""
    counts = Counter(seen.exchange for seen in evidence.observations if seen.act is Act.LISTED)
    found: dict[str | None, list[WholeList]] = defaultdict(list)
    for each in evidence.fact(judged_answers):
        listing, shown = each.match.operation.listing, counts[each.exchange.id]
        if listing is None or not each.succeeded or not (shown or _of_list_form(evidence, each)):
            continue
        if (listing.most is None or shown < listing.most) and evidence.contract.lists_all(each.match):
            document = each.match.parsed.document()
            found[each.exchange.session].append(WholeList(each, listing, document))
    return found


def _of_list_form(evidence: Evidence, each: Answered) -> bool:
    """Tell whether an answer that shows no job has the documented form of a list."""
    return not any(wrong.kind in _FORM for wrong in evidence.fact(discrepancies)[each.exchange.id])


def _by_session(history: History) -> Mapping[str | None, list[Observation]]:
    found: dict[str | None, list[Observation]] = defaultdict(list)
    for seen in history.seen:
        if seen.act in _SHOWING and seen.present:
            found[seen.session].append(seen)
    return found


def _between(lists: Sequence[WholeList], shown: Sequence[Observation]) -> Sequence[WholeList]:
    """Return the lists that began after the first of these answers, and before the last of them."""
    first, last = min(seen.ended_ns for seen in shown), shown[-1].begun_ns
    start = bisect_left(lists, first + 1, key=_begun)
    return lists[start : bisect_left(lists, last, key=_begun)]


def _missing(
    evidence: Evidence, history: History, each: WholeList, shown: Sequence[Observation]
) -> Iterator[Breach]:
    if any(seen.exchange == each.answered.exchange.id for seen in shown):
        return
    fitting = [seen for seen in shown if _admits(evidence, each, seen)]
    before = [seen for seen in fitting if seen.ended_ns < each.begun_ns and _knows(evidence, each, seen)]
    after = [seen for seen in fitting if each.ended_ns < seen.begun_ns]
    if before and after and (not each.listing.by or _settled(history, before[-1], after[0])):
        yield _breach(history, each, before[-1], after[0])


def _breach(history: History, each: WholeList, before: Observation, after: Observation) -> Breach:
    asked = each.answered
    return Breach(
        says=f"{asked.operation} does not show a job that answers before and after it show",
        operation=asked.operation,
        subject="missing",
        expected=history.job.key,
        got="no such entry",
        witness=(before.exchange, asked.exchange.id, after.exchange),
        source=each.listing.source,
    )


def _begun(each: WholeList) -> int:
    return each.begun_ns


def _settled(history: History, before: Observation, after: Observation) -> bool:
    return history.undisturbed(before.begun_ns, after.ended_ns)


def _knows(evidence: Evidence, each: WholeList, seen: Observation) -> bool:
    """Tell whether an answer proves that the list has learned of the job."""
    return not each.listing.lags or evidence.matches[seen.exchange].operation is each.answered.match.operation


def _admits(evidence: Evidence, each: WholeList, seen: Observation) -> bool:
    """Tell whether an answer shows a job that this list was asked for."""
    listing, asked = each.listing, evidence.matches[seen.exchange].parsed.document()
    alike = all(_at(asked, place) == _at(each.document, place) for place in listing.within)
    return alike and (not listing.states or seen.state in listing.states) and _has_values(each, seen)


def _has_values(each: WholeList, seen: Observation) -> bool:
    """Tell whether a job has the values that the request narrows the list to."""
    for narrowing in each.listing.by:
        wanted = _at(each.document, narrowing.at)
        told = seen.document.get(narrowing.name, seen.job.names.get(narrowing.name))
        if wanted is not _NOTHING and not narrowing.admits(wanted, told):
            return False
    return True


def _at(document: Mapping[str, Any], place: str) -> Any:
    try:
        return lookup(document, place)
    except KeyError:
        return _NOTHING
