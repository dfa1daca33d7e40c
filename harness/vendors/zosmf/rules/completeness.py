"""Nothing is missing from a filtered list: it shows every job that was there all along and that it admits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from harness.oracles import Act, Breach, Evidence, Observation, Rule, claims
from harness.oracles.history import histories
from harness.vendors.zosmf import sources
from harness.vendors.zosmf.rules.facts import Answered
from harness.vendors.zosmf.rules.lists import MOST, PLAIN, fits, lists_shown

Told = list[Observation]
"""The answers that hold one job's document, in order of their beginning; at least two."""


@claims(
    "zosmf.list-complete",
    "a list holds every job that its filters admit",
    source=sources.LIST,
    why="A job that is missing from the list is taken for gone: it is submitted again, or never looked at.",
)
def complete(evidence: Evidence) -> Iterator[Breach]:
    """Look for jobs that an answer showed before the list, and one after it, both with fitting fields."""
    known = _Known(evidence.fact(_documented))
    for each, entries in lists_shown(evidence):
        # Lists of everything, or of one name, are judged by the suite.
        if each.jesb or not _whole(each, entries) or evidence.contract.lists_all(each.match):
            continue
        present = {(entry.get("jobname"), entry.get("jobid")) for entry in entries}
        for told in known.around(each):
            names = told[0].job.names
            if (names.get("jobname"), names.get("jobid")) not in present:
                yield from _missing(each, told)


class _Known:
    """Jobs by name, and those that are still told of: a long run has many, and a moment few."""

    def __init__(self, jobs: Iterable[Told]) -> None:
        # The answer that came first need not be the one that was asked for first.
        timed = ((min(seen.ended_ns for seen in told), told) for told in jobs)
        self._coming = sorted(timed, key=itemgetter(0), reverse=True)
        self._alive: list[Told] = []
        self._named: dict[str, list[Told]] = defaultdict(list)
        for _, told in self._coming:
            self._named[told[0].job.names.get("jobname", "")].append(told)

    def around(self, each: Answered) -> list[Told]:
        """Return the jobs told of before and after a list that may admit them; lists come in order."""
        prefix = _one(each, "prefix", "*").upper()
        if not set("*?") & set(prefix):
            return self._named.get(prefix, [])
        while self._coming and self._coming[-1][0] < each.exchange.begun_ns:
            self._alive.append(self._coming.pop()[1])
        self._alive = [told for told in self._alive if told[-1].begun_ns > each.exchange.begun_ns]
        return self._alive


def _documented(evidence: Evidence) -> tuple[Told, ...]:
    acts = (Act.STATUS, Act.LISTED)
    every = ([o for o in h.seen if o.act in acts and o.document] for h in evidence.fact(histories))
    return tuple(told for told in every if len(told) > 1)


def _missing(each: Answered, told: Told) -> Iterator[Breach]:
    begun, ended, session = each.exchange.begun_ns, each.exchange.ended_ns, each.exchange.session
    before = next((o for o in reversed(told) if o.ended_ns < begun and o.session == session), None)
    after = next((o for o in told if o.begun_ns > ended and o.session == session), None)
    if before and after and _admits(each, before) and _admits(each, after):
        yield Breach(
            says=f"a list does not hold job {before.job.key}, which its filters admit",
            operation=each.operation,
            subject="missing",
            expected="the job",
            got="no such entry",
            witness=(before.exchange, each.exchange.id, after.exchange),
        )


def _whole(each: Answered, entries: list[Mapping[str, Any]]) -> bool:
    """Tell whether the list was not cut, and asks for owner and prefix only."""
    query = each.match.parsed.query
    plain = set(query) <= PLAIN and "owner" in query and all(len(given) == 1 for given in query.values())
    asked = _one(each, "max-jobs", str(MOST))
    return plain and bool(re.fullmatch("[0-9]{1,4}", asked)) and len(entries) < int(asked) <= MOST


def _one(each: Answered, parameter: str, default: str) -> str:
    return each.match.parsed.query.get(parameter, (default,))[0]


def _admits(each: Answered, seen: Observation) -> bool:
    owner, prefix = _one(each, "owner", ""), _one(each, "prefix", "*")
    if "?" in owner + prefix:
        return False
    return fits("owner", owner, seen.document) is True and fits("jobname", prefix, seen.document) is True


RULES: tuple[Rule, ...] = (complete,)
