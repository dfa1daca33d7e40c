"""A finding with its witnesses as a report shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.exchange import Exchange
from harness.finding import Finding
from harness.report.focus import focus_of
from harness.report.legible import lasting, legible, one_line
from harness.report.message import Message, broken_reason, request_message, response_message
from harness.report.selection import WITNESSES, Selection, case_of
from harness.report.timeline import Timeline, timeline_of


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """One witness: what was sent, and what came back or why nothing did."""

    id: str
    took: str
    wall: str
    sender: str
    session: str
    request: Message
    response: Message | None
    silence: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, ready to show."""

    anchor: str
    count: int
    rule: str
    family: str
    severity: str
    claim: str
    operation: str
    subject: str
    expected: str
    got: str
    where: str
    standing: str
    change: str
    reproduce: str
    fingerprint: str
    witness: tuple[str, ...]
    exchanges: tuple[ExchangeView, ...]
    timelines: tuple[Timeline, ...]
    drift: str = ""
    target: str = ""
    """Where it was found; empty in a run with one target."""

    @property
    def unseen(self) -> tuple[str, ...]:
        """Witnesses that are named and not shown."""
        shown = {exchange.id for exchange in self.exchanges}
        return tuple(id_ for id_ in self.witness if id_ not in shown)

    @property
    def search(self) -> str:
        """What the filter of the page looks through, in lower case."""
        told = (self.rule, self.operation, self.claim, self.subject, self.expected, self.got, self.where)
        kinds = (self.severity, self.change, self.fingerprint, self.drift, self.target)
        return " ".join((*told, *kinds)).lower()


def finding_view(finding: Finding, selection: Selection, number: int = 1, *, targets: int = 1) -> FindingView:
    """Return a finding with the exchanges that ``selection`` kept; ``number`` parts equal fingerprints.

    Of a run with more than one of ``targets`` it names its own.
    """
    kept = [selection.witnesses[i] for i in finding.witness[:WITNESSES] if i in selection.witnesses]
    return FindingView(
        anchor=f"finding-{finding.fingerprint}" + (f"-{number}" if number > 1 else ""),
        count=finding.count,
        rule=one_line(finding.rule),
        family=one_line(finding.rule.partition(".")[0]),
        severity=finding.severity.value,
        claim=one_line(finding.claim, 600),
        operation=one_line(finding.operation or ""),
        subject=one_line(finding.subject),
        expected=legible(finding.expected[:2000]),
        got=legible(finding.got[:2000]),
        where=one_line(finding.source.where, 400),
        standing=finding.source.standing.value,
        change=finding.change.value if finding.change else "",
        reproduce=legible(finding.reproduce),
        fingerprint=finding.fingerprint,
        witness=tuple(map(one_line, finding.witness)),
        exchanges=tuple(_exchange_view(exchange, finding) for exchange in kept),
        timelines=tuple(_timelines(finding, kept, selection)),
        drift=one_line(finding.drift),
        target=one_line(kept[0].target) if kept and targets > 1 else "",
    )


def _exchange_view(exchange: Exchange, finding: Finding) -> ExchangeView:
    focus = focus_of(finding)
    response = exchange.response
    return ExchangeView(
        id=one_line(exchange.id),
        took=lasting((exchange.ended_ns - exchange.begun_ns) / 1e9),
        wall=one_line(exchange.wall),
        sender=one_line(" ".join(filter(None, (exchange.sender.kind, exchange.sender.case)))),
        session=f"session {one_line(exchange.session)}" if exchange.session else "its own credentials",
        request=request_message(exchange.request, focus),
        response=response_message(response, focus) if response else None,
        silence="" if response else broken_reason(exchange),
    )


def _timelines(finding: Finding, kept: list[Exchange], selection: Selection) -> Iterator[Timeline]:
    """Yield the cases that the witnesses belong to, and the witnesses alone when no case holds them."""
    cases = dict.fromkeys(map(case_of, kept))
    told = [selection.cases[case] for case in cases if case in selection.cases]
    for exchanges in told or [tuple(kept)]:
        timeline = timeline_of(exchanges, finding.witness)
        if timeline:
            yield timeline
