"""Lists of jobs hold what was asked for, no more of it, and in the order that was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from harness.contract import Operation
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.jasper import sources
from harness.vendors.jasper.rules.facts import lists

_WHOLE = re.compile("[0-9]{1,9}")
_BY: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "SORTBY_JOBID": lambda entry: entry.get("id"),
    "SORTBY_REPORTURI": lambda entry: entry.get("reportUnitURI"),
}
"""Orders that need no knowledge of a collation."""
_OWNER = re.compile(r"[A-Za-z0-9_.@-]{1,40}\|[A-Za-z0-9_.-]{1,40}")
_PLAIN = re.compile(r"/[A-Za-z0-9_./-]{1,200}")


@claims(
    "jasper.list-limit",
    "a list holds no more jobs than its limit",
    source=sources.SEARCHING,
    why="A client that reads page by page reads jobs twice, or more than it has room for.",
)
def limit(evidence: Evidence) -> Iterator[Breach]:
    """Count; -1 and 0 may mean no limit."""
    for each, entries in evidence.fact(lists):
        asked = each.asked("limit")
        if asked and _WHOLE.fullmatch(asked) and 0 < int(asked) < len(entries):
            says = f"a list of at most {int(asked)} jobs holds {len(entries)}"
            yield each.breach("limit", says, f"at most {int(asked)}", str(len(entries)))


@claims(
    "jasper.list-order",
    "a list is in the order that was asked for, descending unless isAscending is true",
    source=sources.SEARCHING,
    why="Who pages through a list, or takes its first job for the newest, takes the wrong one.",
)
def order(evidence: Evidence) -> Iterator[Breach]:
    """Compare neighbours by what the list is sorted by."""
    for each, entries in evidence.fact(lists):
        key = _BY.get(each.asked("sortType") or "")
        given = each.match.parsed.query.get("isAscending", ())
        ascending = _ascending(each.match.operation, given)
        if key is None or ascending is None:
            continue
        values = [key(entry) for entry in entries]
        if any(type(value) is not type(values[0]) or value is None for value in values):
            continue
        if any(first != second and (first < second) is not ascending for first, second in pairwise(values)):
            wanted = "ascending" if ascending else "descending"
            says = f"a list sorted by {each.asked('sortType')} is not {wanted}"
            yield each.breach("order", says, wanted, ", ".join(map(str, values[:20])))


def _ascending(operation: Operation, given: tuple[str, ...]) -> bool | None:
    """Return the order that was asked for, by this level's default if by none."""
    if not given:
        declared = (parameter for parameter in operation.parameters if parameter.name == "isAscending")
        return next((bool(parameter.schema.get("default")) for parameter in declared), None)
    return {"true": True, "false": False}.get(given[0]) if len(given) == 1 else None


@claims(
    "jasper.list-owner",
    "a list by owner holds only that owner's jobs",
    source=sources.SEARCHING,
    why="A client pauses or deletes every job that a filtered list shows, and so another user's.",
)
def owner(evidence: Evidence) -> Iterator[Breach]:
    """Look at owners with their organization: those without one may be of any."""
    for each, entries in evidence.fact(lists):
        asked = each.asked("owner")
        if asked is None or _OWNER.fullmatch(asked) is None or "example" in each.match.parsed.query:
            continue
        for entry in entries:
            if entry.get("owner") != asked:
                says = f"a list of the jobs of {asked} holds one of {entry.get('owner')}"
                yield each.breach("owner", says, asked, str(entry.get("owner")))


@claims(
    "jasper.list-report",
    "a list by report holds only jobs of that report",
    source=sources.LISTING,
    why="A client takes another report's schedule for that of its own.",
)
def report(evidence: Evidence) -> Iterator[Breach]:
    """Look for the path within each job's; later releases take parts of paths as well."""
    for each, entries in evidence.fact(lists):
        asked = each.asked("reportUnitURI")
        if asked is None or _PLAIN.fullmatch(asked) is None or "example" in each.match.parsed.query:
            continue
        for entry in entries:
            if asked.lower() not in str(entry.get("reportUnitURI")).lower():
                says = f"a list of the jobs of {asked} holds one of {entry.get('reportUnitURI')}"
                yield each.breach("reportUnitURI", says, asked, str(entry.get("reportUnitURI")))


RULES: tuple[Rule, ...] = (limit, order, owner, report)
