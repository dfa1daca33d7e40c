from __future__ import annotations

import re
from typing import Any

import pytest

from harness.report.latency_plot import HEIGHT, LEFT, TRACK, WIDTH, LatencyPlot, latency_plot
from tests.report.sample_metrics import load_metrics


@pytest.fixture(scope="module")
def series() -> dict[str, Any]:
    """Return the series of a load run with a stall."""
    found: dict[str, Any] = load_metrics()["series"]
    return found


@pytest.fixture(scope="module")
def plot(series: dict[str, Any]) -> LatencyPlot:
    """Return the plot of the acknowledgements."""
    return latency_plot("submit-to-ack", series["submit-to-ack"])


def test_every_point_is_drawn_within_the_picture(plot: LatencyPlot) -> None:
    """Each job is one dot, and no dot lies outside."""
    dots = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h0", plot.dots)]
    assert len(dots) == plot.count == 600
    assert all(LEFT <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in dots)


def test_a_stall_shows_from_due_and_not_from_sent(plot: LatencyPlot) -> None:
    """The 99th percentile from the due time tells of a stall that the one from sending hides."""
    p99 = next(quantile for quantile in plot.quantiles if quantile.label == "p99")
    assert p99.due.endswith(" s")
    assert p99.service.endswith(" ms")
    assert p99.due_at is not None
    assert p99.service_at is not None
    assert 0 <= p99.service_at < p99.due_at <= TRACK


def test_pointing_at_a_window_tells_its_figures(plot: LatencyPlot) -> None:
    """Each span of time tells how many jobs it holds, their median and the highest."""
    counts = [re.search(r": (\d+) measured", window.title) for window in plot.windows]
    assert sum(int(count[1]) for count in counts if count) == 600
    assert re.fullmatch(
        r"0 to 0\.749 s: 15 measured, median [\d.]+ ms, highest [\d.]+ ms", plot.windows[0].title
    )


def test_bounds_hold_their_quantile(plot: LatencyPlot) -> None:
    """Where the data allow a bound, the figure stands within it."""
    bounded = [q for q in plot.quantiles if q.low_at is not None and q.high_at is not None]
    assert bounded
    assert all(q.low_at <= q.due_at <= q.high_at for q in bounded)  # type: ignore[operator]
    assert bounded[0].bounds.startswith("; the true value lies between ")


def test_polled_series_count_from_the_acknowledgement(series: dict[str, Any]) -> None:
    """What was found by polling is counted from the acknowledgement, and says so."""
    assert latency_plot("submit-to-visible", series["submit-to-visible"]).origin == "ack"
    assert latency_plot("submit-to-ack", series["submit-to-ack"]).origin == "sent"


def test_what_was_not_measured_is_not_invented() -> None:
    """A series without figures has no quantiles, no dots and no axes."""
    empty = latency_plot("submit-to-ack", {"n": 0, "due": {"p50": None}, "service": {}, "points": []})
    assert (empty.dots, empty.quantiles, empty.x_ticks, empty.quantile_ends) == ("", (), (), ())


def test_one_point_is_enough_to_draw() -> None:
    """A run of a single job has a picture, not an error."""
    assert latency_plot("a", {"n": 1, "points": [[0.0, 5.0]]}).dots == f"M{(LEFT + WIDTH - 8) / 2:g} 101h0"
