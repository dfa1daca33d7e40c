"""Shows exchanges and jobs to Locust as its statistics: one line an operation, one a measured time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from harness.exchange import Exchange, Passage
from harness.flow import Outcome
from harness.timing.sample import Sample
from harness.timing.visibility import Look


@dataclass(frozen=True)
class Publisher:
    """Fires Locust's ``request`` event. Locust's percentiles are rounded; the run folder has exact ones."""

    request: Any
    """Locust's event hook."""

    def exchange(self, exchange: Exchange) -> None:
        """Show one request. "Not visible" and "too late" are outcomes, so no 4xx answer is a failure here."""
        answer = exchange.response
        self.request.fire(
            request_type=exchange.request.method,
            name=exchange.operation or exchange.request.path,
            response_time=(exchange.ended_ns - exchange.begun_ns) / 1e6,
            response_length=0 if answer is None else len(answer.body),
            exception=_failure(exchange),
            context={},
        )

    def sample(self, sample: Sample) -> None:
        """Show the times of one job, from due and from sent; first sightings are upper ends."""
        failed = None if sample.acknowledged else SubmitFailedError(sample.submit.outcome)
        self._job("submit-to-ack from due", sample.submit.ended_ns - sample.due_ns, failed)
        if failed is None:
            self._job("submit-to-ack", sample.submit.ended_ns - sample.submit.begun_ns)
            self._seen("ack-to-visible", sample, sample.visible)
            self._seen("ack-to-terminal", sample, sample.terminal)
        if sample.probe is not None:
            name = f"probe {sample.probe.outcome.value}"
            self._job(name, sample.probe.begun_ns - sample.submit.ended_ns)

    def _seen(self, name: str, sample: Sample, looks: tuple[Look, ...]) -> None:
        first = next((look for look in looks if look.seen), None)
        if first is not None:
            self._job(name, first.ended_ns - sample.submit.ended_ns)

    def _job(self, name: str, took_ns: int, exception: Exception | None = None) -> None:
        self.request.fire(
            request_type="JOB",
            name=name,
            response_time=took_ns / 1e6,
            response_length=0,
            exception=exception,
            context={},
        )


class SubmitFailedError(Exception):
    """A submit that gave no job."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.value)


class NoAnswerError(Exception):
    """A request without a whole answer, kept by the guard, or answered with a 5xx."""


def _failure(exchange: Exchange) -> Exception | None:
    if exchange.passage is Passage.BLOCKED:
        return NoAnswerError(f"kept by {exchange.blocked_by}")
    if exchange.response is None:
        return NoAnswerError(exchange.error or "no whole answer")
    return NoAnswerError(str(exchange.response.status)) if exchange.response.status >= 500 else None
