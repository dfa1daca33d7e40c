"""A list that leaves nothing out holds every job that other answers show before it and after it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harness.contract import Kind, Listing, Match
from harness.contract.pointers import lookup
from harness.exchange import Exchange
from harness.finding import Source
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

    exchange: Exchange
    match: Match
    listing: Listing
    document: Mapping[str, Any]


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
                if each.exchange.ended_ns < history.removable_from():
                    yield from _missing(evidence, history, each, shown)


def whole_lists(evidence: Evidence) -> Mapping[str | None, Sequence[WholeList]]:
    """Return, by session and in order of their beginning, the lists that leave nothing out; a fact."""
    counts = Counter(seen.exchange for seen in evidence.observations if seen.act is Act.LISTED)
    found: dict[str | None, list[WholeList]] = defaultdict(list)
    for exchange in evidence.exchanges:
        match, shown = evidence.matches.get(exchange.id), counts[exchange.id]
        listing = None if match is None else match.operation.listing
        if match is None or listing is None or not _is_list(evidence, exchange, shown):
            continue
        if (listing.most is None or shown < listing.most) and evidence.contract.lists_all(match):
            found[exchange.session].append(WholeList(exchange, match, listing, match.parsed.document()))
    return found


def _is_list(evidence: Evidence, exchange: Exchange, shown: int) -> bool:
    """Tell whether a list was answered; one that shows nothing must have the documented form of a list."""
    if not exchange.judged or exchange.response is None or exchange.response.status // 100 != 2:
        return False
    return shown > 0 or not any(each.kind in _FORM for each in evidence.fact(discrepancies)[exchange.id])


def _by_session(history: History) -> Mapping[str | None, list[Observation]]:
    found: dict[str | None, list[Observation]] = defaultdict(list)
    for seen in history.seen:
        if seen.act in _SHOWING and seen.present:
            found[seen.session].append(seen)
    return found


def _between(lists: Sequence[WholeList], shown: Sequence[Observation]) -> Sequence[WholeList]:
    """Return the lists that began after the first of these answers, and before the last of them."""
    first, last = min(seen.ended_ns for seen in shown), shown[-1].begun_ns
    start = bisect_left(lists, first + 1, key=lambda each: each.exchange.begun_ns)
    return lists[start : bisect_left(lists, last, key=lambda each: each.exchange.begun_ns)]


def _missing(
    evidence: Evidence, history: History, each: WholeList, shown: Sequence[Observation]
) -> Iterator[Breach]:
    asked = each.exchange
    if any(seen.exchange == asked.id for seen in shown):
        return
    fitting = [seen for seen in shown if _admits(evidence, each, seen)]
    before = [seen for seen in fitting if seen.ended_ns < asked.begun_ns and _knows(evidence, each, seen)]
    after = [seen for seen in fitting if asked.ended_ns < seen.begun_ns]
    if before and after and (not each.listing.by or _settled(history, before[-1], after[0])):
        yield Breach(
            says=f"{each.match.operation.id} does not show a job that answers before and after it show",
            operation=each.match.operation.id,
            subject="missing",
            expected=history.job.key,
            got="no such entry",
            witness=(before[-1].exchange, asked.id, after[0].exchange),
            source=each.listing.source,
        )


def _settled(history: History, before: Observation, after: Observation) -> bool:
    return history.undisturbed(before.begun_ns, after.ended_ns)


def _knows(evidence: Evidence, each: WholeList, seen: Observation) -> bool:
    """Tell whether an answer proves that the list has learned of the job."""
    return not each.listing.lags or evidence.matches[seen.exchange].operation is each.match.operation


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
