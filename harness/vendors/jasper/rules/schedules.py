"""A job is stored as it was sent, and says when it will run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.jasper import bodies, sources
from harness.vendors.jasper.rules.facts import Answered, answered

_KEPT = ("label", "baseOutputFilename")


@claims(
    "jasper.stored-as-sent",
    "the answer to a schedule or an edit shows what was sent",
    source=sources.SCHEDULING,
    why="The job that runs at night is another one than its user described.",
)
def stored(evidence: Evidence) -> Iterator[Breach]:
    """Compare label, file name, report, formats and trigger type; the rest takes defaults."""
    for each in evidence.fact(answered):
        if each.operation not in ("scheduleJob", "editJob") or each.response.status not in (200, 201):
            continue
        sent = _sent(each)
        for name, wanted, got in _pairs(sent, each.members):
            if wanted is not None and got is not None and wanted != got:
                says = f"{each.operation} was sent another {name} than it shows"
                yield each.breach(name, says, str(wanted), str(got))


def _sent(each: Answered) -> Mapping[str, Any]:
    try:
        return bodies.document_in(each.exchange.request)
    except bodies.AmbiguousError:
        return {}


def _pairs(sent: Mapping[str, Any], shown: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in _KEPT:
        yield name, _text(sent.get(name)), _text(shown.get(name))
    reports = [_text(_below(document, "source", "reportUnitURI")) for document in (sent, shown)]
    yield "reportUnitURI", reports[0], reports[1]
    formats = [_set(_below(document, "outputFormats", "outputFormat")) for document in (sent, shown)]
    yield "outputFormats", formats[0], formats[1]
    kinds = [_kind(document.get("trigger")) for document in (sent, shown)]
    yield "trigger", kinds[0], kinds[1]


def _below(document: Mapping[str, Any], *path: str) -> Any:
    found: Any = document
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _set(value: Any) -> list[str] | None:
    return sorted(set(map(str, value))) if isinstance(value, list) and value else None


def _kind(trigger: Any) -> str | None:
    given = (
        [name for name, value in trigger.items() if value is not None] if isinstance(trigger, Mapping) else []
    )
    return given[0] if len(given) == 1 else None


@claims(
    "jasper.waiting-has-next",
    "a job that waits says when it will run next",
    source=sources.CODE,
    why="Nobody can tell whether the report will be there in the morning.",
)
def next_run(evidence: Evidence) -> Iterator[Breach]:
    """Look at states: NORMAL is a job between runs, and one that would not run again is deleted."""
    for each in evidence.fact(answered):
        if each.operation == "getJobState" and each.response.status == 200:
            state = each.members
            if state.get("value") == "NORMAL" and not state.get("nextFireTime"):
                says = "a job waits, and does not say for what"
                yield each.breach("nextFireTime", says, "a date and time", str(state.get("nextFireTime")))


RULES: tuple[Rule, ...] = (stored, next_run)
