"""Lists of jobs hold what was asked for: nothing else, no more, and nothing missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from harness.oracles import Breach, Evidence, Filter, Rule, claims, filter_rule
from harness.vendors.zosmf import sources
from harness.vendors.zosmf.rules.facts import Answered, answered

MOST = 1000
"""Jobs in a list whose ``max-jobs`` is missing or wrong."""
_JOB_ID = re.compile(r"(JOB|STC|TSU|J|S|T)([0-9]{1,7})")
_NAME = re.compile(r"[A-Z0-9$#@*]{1,8}")
PLAIN = frozenset({"owner", "prefix", "max-jobs", "exec-data"})


@lru_cache(maxsize=512)
def _pattern(filter_text: str) -> re.Pattern[str]:
    """Translate ``*`` (any characters) and ``?`` (one; on older levels it matches nothing)."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in filter_text.upper())
    return re.compile("".join(parts))


def fits(field: str, value: str, entry: Mapping[str, Any]) -> bool | None:
    """Tell whether a field is what a filter with wildcards asks for, None when that cannot be told."""
    told = entry.get(field)
    if not isinstance(told, str) or not told or not value:
        return None  # An owner is empty for a moment after the submit.
    return _pattern(value).fullmatch(told.upper()) is not None


def _is_job(value: str, entry: Mapping[str, Any]) -> bool | None:
    """Compare job ids as kind and number, in whatever width either is written."""
    asked = _JOB_ID.fullmatch(value.upper())
    told = _JOB_ID.fullmatch(str(entry.get("jobid")))
    if asked is None or told is None:
        return None
    return asked[1][0] == told[1][0] and int(asked[2]) == int(told[2])


def _user_part(value: str, entry: Mapping[str, Any]) -> bool | None:
    told = entry.get("job-correlator")
    return told.partition(":")[2] == value.upper() if isinstance(told, str) else None


def _active(value: str, entry: Mapping[str, Any]) -> bool | None:
    told = entry.get("status")
    return told == "ACTIVE" if value.lower() == "active" and isinstance(told, str) else None


_FILTERS = (
    Filter(
        "zosmf.list-owner",
        "owner",
        "a list by owner holds only that owner's jobs",
        sources.LIST,
        lambda value, entry: fits("owner", value, entry),
    ),
    Filter(
        "zosmf.list-prefix",
        "prefix",
        "a list by prefix holds only jobs with such a name",
        sources.LIST,
        lambda value, entry: fits("jobname", value, entry),
    ),
    Filter(
        "zosmf.list-jobid",
        "jobid",
        "a list by job id holds only that job",
        sources.LIST,
        _is_job,
        unless=("user-correlator",),
    ),
    Filter(
        "zosmf.list-user-correlator",
        "user-correlator",
        "a list by user correlator holds only jobs that bear it",
        sources.LIST,
        _user_part,
        unless=("jobid",),
    ),
    Filter(
        "zosmf.list-active",
        "status",
        "a list with status=active holds only active jobs",
        sources.ACTIVE_ONLY,
        _active,
    ),
)


@claims(
    "zosmf.list-max-jobs",
    "a list holds at most max-jobs jobs, and never more than 1000",
    source=sources.LIST,
    why="A client that reads page by page reads more than it has room for.",
)
def max_jobs(evidence: Evidence) -> Iterator[Breach]:
    """Count; a value that is missing, wrong or given twice means 1000."""
    for each, entries in lists_shown(evidence):
        values = each.match.parsed.query.get("max-jobs", ())
        asked = int(values[0]) if len(values) == 1 and re.fullmatch("[0-9]{1,4}", values[0]) else MOST
        most = asked if 1 <= asked <= MOST else MOST
        if len(entries) > most:
            says = f"a list of at most {most} jobs holds {len(entries)}"
            yield each.breach("max-jobs", says, f"at most {most}", str(len(entries)))


@claims(
    "zosmf.list-own",
    "a list without owner holds only the caller's own jobs",
    source=sources.LIST,
    why="Users see, and then cancel or purge, the jobs of others.",
)
def own(evidence: Evidence) -> Iterator[Breach]:
    """Count owners: whoever called, it is one."""
    for each, entries in lists_shown(evidence):
        owners = sorted({str(entry.get("owner")) for entry in entries if entry.get("owner")})
        if "owner" not in each.match.parsed.query and len(owners) > 1:
            says = "a list without owner holds jobs of several owners"
            yield each.breach("owner", says, "one owner", ", ".join(owners))


@claims(
    "zosmf.list-accepts",
    "a list with well-formed filters is never a wrong request",
    source=sources.LIST,
    why="No match is an empty list; a client that gets a 400 instead reports an error where there is none.",
)
def accepts(evidence: Evidence) -> Iterator[Breach]:
    """Look at owner and prefix in upper case without ``?``, the only ones valid on every level."""
    for each in evidence.fact(answered):
        query = each.match.parsed.query
        if each.role != "list" or each.response.status != 400 or not set(query) <= PLAIN or each.jesb:
            continue
        names = [query.get(name, ("*",)) for name in ("owner", "prefix")]
        if all(len(values) == 1 and _NAME.fullmatch(values[0]) for values in names):
            yield each.breach(
                "filters", "a list with well-formed filters was refused", "status 200", each.words
            )


def lists_shown(evidence: Evidence) -> Iterator[tuple[Answered, list[Mapping[str, Any]]]]:
    """Yield every list that was answered with success, with its job documents."""
    for each in evidence.fact(answered):
        if each.role == "list" and each.response.status == 200 and isinstance(each.document, list):
            yield each, [entry for entry in each.document if isinstance(entry, Mapping)]


RULES: tuple[Rule, ...] = (*map(filter_rule, _FILTERS), max_jobs, own, accepts)
