"""What each operation cost, over all of a run's exchanges, in one pass and constant memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from harness.exchange import Exchange, Passage
from harness.timing.histogram import Histogram
from harness.timing.metrics import QUANTILES


@dataclass
class _Tally:
    """One operation: how often each status, what else became of it, and how long answers took."""

    statuses: Counter[str] = field(default_factory=Counter)
    passages: Counter[str] = field(default_factory=Counter)
    service: Histogram = field(default_factory=Histogram)

    def add(self, exchange: Exchange) -> None:
        self.passages[exchange.passage.value] += 1
        if exchange.judged and exchange.response is not None:
            self.statuses[str(exchange.response.status)] += 1
            self.service.add((exchange.ended_ns - exchange.begun_ns) / 1e6)

    def document(self, operation: str) -> dict[str, Any]:
        found = {name: self.service.quantile(share) for name, share in {**QUANTILES, "max": 1.0}.items()}
        return {
            "operation": operation,
            "n": self.passages.total(),
            "statuses": dict(sorted(self.statuses.items())),
            "broken": self.passages[Passage.BROKEN],
            "blocked": self.passages[Passage.BLOCKED],
            "unit": "ms",
            "service": {name: None if ms is None else round(ms, 3) for name, ms in found.items()},
        }


def operations(exchanges: Iterable[Exchange]) -> list[dict[str, Any]]:
    """Return the ``operations`` part of ``metrics.json``; quantiles are within ``histogram.ERROR``."""
    tallies: dict[str, _Tally] = {}
    for exchange in exchanges:
        tallies.setdefault(exchange.operation or exchange.request.method, _Tally()).add(exchange)
    return [tallies[name].document(name) for name in sorted(tallies)]
