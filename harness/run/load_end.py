"""From the record of a load to the end of its run: figures, findings, verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from harness.clock import Clock
from harness.config import Waiver
from harness.contract import Contract, load_level
from harness.errors import HarnessError, UsageError
from harness.exchange import Passage
from harness.finding import Severity
from harness.ledger import read_ledger
from harness.record import append_findings, read_exchanges
from harness.run.judging import Judgement, details, judge_target
from harness.run.load_figures import figures
from harness.run.load_generator import GeneratorEnd
from harness.run.load_verdict import load_verdict
from harness.run.model import RunEnd
from harness.run.recording import Recording
from harness.run.targets import Planned

JUDGED = 20_000
"""The oracles judge a load's first exchanges, up to so many; all of them are measured."""


def conclude(  # noqa: PLR0913, PLR0917 - all that a verdict rests on
    record: Recording,
    planned: Planned,
    end: GeneratorEnd,
    threshold: Severity,
    clock: Clock,
    waivers: Sequence[Waiver],
) -> RunEnd:
    """Measure and judge what was recorded, and write how the run ended.

    Raise ``UsageError`` for what the generator found wrong with the request.
    """
    if end.exit_code == UsageError.exit_code:
        raise UsageError(end.problem)
    metrics = figures(record.path, interrupted=end.interrupted)
    contract = load_level(planned.vendor.contract_path, planned.target.level)
    counts = _counts(record.path)
    judgement = _judged(record.path, planned, contract, counts["received"], waivers, clock.wall().date())
    append_findings(record.path, judgement.findings)
    left = len(read_ledger(record.path).left())
    verdict = load_verdict(metrics, judgement.findings, threshold, left=left, problem=end.problem)
    described = details([judgement], {planned.target.name: contract}, requested=True)
    counts |= {"judged": judgement.judged, "cases": metrics["validity"]["sent"]}
    return record.end(
        verdict,
        clock,
        counts=counts,
        details={**described, "fail_on": threshold.value},
        defects=[end.problem] if end.exit_code == HarnessError.exit_code else (),
    )


def _judged(  # noqa: PLR0913, PLR0917 - all that the oracles are given, in one pure call
    folder: Path,
    planned: Planned,
    contract: Contract,
    received: int,
    waivers: Sequence[Waiver],
    today: date,
) -> Judgement:
    """Judge the first exchanges of a load, and note how many there were if that was not all of them."""
    first = islice(read_exchanges(folder), JUDGED)
    judgement = judge_target(planned.vendor, contract, planned.target, first, waivers=waivers, today=today)
    if received <= JUDGED:
        return judgement
    told = f"the oracles judged the first {JUDGED:,} of {received:,} exchanges"
    return replace(judgement, notes=(*judgement.notes, told))


def _counts(folder: Path) -> dict[str, int]:
    """Count the requests of our own by what became of them; nothing comes in during a load."""
    passages = Counter(exchange.passage for exchange in read_exchanges(folder))
    return {
        "received": passages.total(),
        "forwarded": passages[Passage.ANSWERED] + passages[Passage.BROKEN],
        "blocked": passages[Passage.BLOCKED],
        "refused": passages[Passage.REFUSED],
        "broken": passages[Passage.BROKEN],
        "inbound": 0,
    }
