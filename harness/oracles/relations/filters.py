"""A filter narrows: what a list shows is what its query asked for. Vendors name their filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from harness.finding import Severity, Source
from harness.oracles.answered import Answered, judged_answers
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence, Rule

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """One query parameter of a vendor's lists.

    ``admits(value, entry)`` tells whether an entry may stand in a list filtered by ``value``, None
    when the value is not one the vendor promises to filter by.
    """

    id: str
    parameter: str
    claim: str
    source: Source
    admits: Callable[[str, Entry], bool | None]
    why: str = "A client acts on every job that a filtered list shows: it cancels or purges another's work."
    severity: Severity = Severity.ERROR
    unless: tuple[str, ...] = ()
    """Parameters beside which this one means nothing."""


def filter_rule(narrow: Filter) -> Rule:
    """Return the rule that lists hold only what ``narrow`` admits."""

    def judge(evidence: Evidence) -> Iterator[Breach]:
        for each, entries in evidence.fact(lists):
            query = each.match.parsed.query
            values = query.get(narrow.parameter, ())
            alone = len(values) == 1 and not any(other in query for other in narrow.unless)
            # A level that does not document the parameter does not filter by it.
            for entry in entries if alone and each.match.operation.declares(narrow.parameter) else ():
                if narrow.admits(values[0], entry) is False:
                    yield _breach(narrow, each, values[0], entry)

    return claims(narrow.id, narrow.claim, source=narrow.source, why=narrow.why, severity=narrow.severity)(
        judge
    )


def lists(evidence: Evidence) -> tuple[tuple[Answered, tuple[Entry, ...]], ...]:
    """Return every list that was answered with success, with its entries; a fact."""
    return tuple(
        (each, _entries(evidence.contract.answered(each.match, each.response)))
        for each in evidence.fact(judged_answers)
        if each.match.role == "list" and each.response.status == 200
    )


def _entries(value: Any) -> tuple[Entry, ...]:
    """Return the entries of a list, or of the only list that an object holds."""
    if isinstance(value, Mapping):
        listed = [member for member in value.values() if isinstance(member, list)]
        value = listed[0] if len(listed) == 1 else None
    return tuple(entry for entry in value if isinstance(entry, Mapping)) if isinstance(value, list) else ()


def _breach(narrow: Filter, each: Answered, value: str, entry: Entry) -> Breach:
    asked = f"{narrow.parameter}={value}"
    says = f"a list asked for {asked} shows a job that this does not admit"
    got = orjson.dumps(dict(entry)).decode()[:200]
    return each.breach(narrow.parameter, says, f"only jobs that {asked} admits", got)
