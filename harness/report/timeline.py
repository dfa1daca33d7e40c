"""Exchanges of one case in order of time: the life of a job as it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.exchange import Exchange
from harness.report.legible import lasting, one_line
from harness.report.message import broken_reason
from harness.report.status import phrase

LENGTH = 1000
"""Units of the time axis."""
LONGEST = 40
"""Exchanges shown of one case."""


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange on the time axis; ``start`` and ``length`` in units of ``LENGTH``."""

    id: str
    at: str
    took: str
    start: float
    length: float
    operation: str
    request: str
    answer: str
    kind: str
    """``ok``, ``refused`` (4xx), ``failed`` (5xx or none) or ``blocked``."""
    witness: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of one case; ``left_out`` exchanges followed that are not shown."""

    sender: str
    case: str
    steps: tuple[Step, ...]
    span: str
    left_out: int = 0
    length: int = LENGTH


def timeline_of(exchanges: Sequence[Exchange], witness: Sequence[str] = ()) -> Timeline | None:
    """Return the timeline of exchanges that one sender's case made; None for fewer than two."""
    ordered = sorted(exchanges, key=lambda exchange: (exchange.begun_ns, exchange.id))
    shown = ordered[:LONGEST]
    if len(shown) < 2:
        return None
    first, span = shown[0].begun_ns, max(e.ended_ns for e in shown) - shown[0].begun_ns
    return Timeline(
        sender=one_line(shown[0].sender.kind),
        case=one_line(shown[0].sender.case),
        steps=tuple(_step(e, first, span or 1, e.id in witness) for e in shown),
        span=lasting(span / 1e9),
        left_out=len(ordered) - len(shown),
    )


def _step(exchange: Exchange, first: int, span: int, witness: bool) -> Step:
    begun, took = exchange.begun_ns - first, exchange.ended_ns - exchange.begun_ns
    kind, answer = _answer(exchange)
    return Step(
        id=one_line(exchange.id),
        at=f"{begun / 1e6:,.1f}",
        took=lasting(took / 1e9),
        start=round(begun / span * LENGTH, 1),
        length=max(round(took / span * LENGTH, 1), 3.0),
        operation=one_line(exchange.operation or "no operation"),
        request=one_line(f"{exchange.request.method} {exchange.request.target}", 160),
        answer=answer,
        kind=kind,
        witness=witness,
    )


def _answer(exchange: Exchange) -> tuple[str, str]:
    if exchange.blocked_by:
        return "blocked", broken_reason(exchange)
    if exchange.response is None:
        return "failed", broken_reason(exchange)
    status = exchange.response.status
    kind = "ok" if status < 400 else "refused" if status < 500 else "failed"
    return kind, f"{status} {phrase(status)}".rstrip()
