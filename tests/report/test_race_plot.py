from __future__ import annotations

from typing import Any

import pytest

from harness.report.race_plot import HEIGHT, LEFT, TOP, WIDTH, RacePlot, race_plot
from tests.report.sample_metrics import race_metrics

BINS = [
    {"delay_ms_low": 0, "delay_ms_high": 50, "n": 4, "outcomes": {"not-visible": 3, "done": 1}},
    {"delay_ms_low": 50, "delay_ms_high": 100, "n": 10, "outcomes": {"done": 9, "too-late": 1, "odd": 0}},
]


def plot_of(**race: Any) -> RacePlot:
    """Return the plot of a race."""
    plot = race_plot({"race": {"verb": "hold", "bins": BINS, "p0": 0.01, "confidence": 0.95, **race}})
    assert plot is not None
    return plot


@pytest.fixture(scope="module")
def real() -> RacePlot:
    """Return the plot of a race as the procedure ends it."""
    plot = race_plot(race_metrics())
    assert plot is not None
    return plot


def test_each_bar_is_whole() -> None:
    """The shares of the outcomes of one delay stand on each other and fill the bar."""
    plot = plot_of()
    assert sum(piece.height for piece in plot.pieces if piece.x == LEFT + 1) == pytest.approx(
        HEIGHT - 42 - TOP
    )


def test_pieces_tell_their_figures() -> None:
    """Pointing at a piece tells the delay, the outcome and how often it came."""
    assert [piece.title for piece in plot_of().pieces] == [
        "0 to 50 ms: 3 of 4 not-visible (75.0%)",
        "0 to 50 ms: 1 of 4 done (25.0%)",
        "50 to 100 ms: 1 of 10 too-late (10.0%)",
        "50 to 100 ms: 9 of 10 done (90.0%)",
    ]


def test_what_a_race_is_about_stands_at_the_bottom() -> None:
    """Too early and too late come first, and outcomes that never came are not named."""
    assert plot_of().outcomes == ("not-visible", "too-late", "done")


def test_limits_stand_at_their_delay() -> None:
    """The ends of the safe window are lines, labelled on the side where there is room."""
    limits = plot_of(safe_delay_ms=20, latest_ms=90).limits
    assert [(limit.label, limit.left_of) for limit in limits] == [
        ("safe from 20 ms", False),
        ("too late from 90 ms", True),
    ]
    assert limits[0].x < limits[1].x <= WIDTH
    # What is certified goes before what merely happened first.
    assert plot_of(latest_ms=90, until_ms=60).limits[0].label == "in time until 60 ms"


def test_a_limit_beyond_the_probes_is_not_drawn() -> None:
    """A delay that nobody probed has no place in the picture."""
    assert plot_of(safe_delay_ms=500).limits == ()


def test_the_curve_is_a_falling_staircase() -> None:
    """The most likely share is drawn from the first probe to the last."""
    assert plot_of(curve=[[10, 1.0], [50, 0.2]]).curve == "M44 42H398V181.2H752"
    assert plot_of().curve == ""


def test_the_race_speaks_for_itself() -> None:
    """The conclusion is the procedure's own sentence, or what the figures allow."""
    assert plot_of(why="some scouts did not become visible in time").sentence == (
        "Some scouts did not become visible in time."
    )
    assert plot_of(safe_delay_ms=20).sentence == "Safe from 20 ms after the submit's acknowledgement."
    assert plot_of().sentence == "No safe delay could be shown with the probes that were made."


def test_a_real_race_can_be_drawn(real: RacePlot) -> None:
    """What the procedure leaves behind has bars, a curve, tested delays and a certified end."""
    assert real.safe == real.attempts[-1].delay
    assert real.curve
    assert [attempt.certified for attempt in real.attempts][-1]
    assert sum(int(size.label) for size in real.sizes) == real.probes


def test_runs_without_a_race_have_no_plot() -> None:
    """A load run has figures and no race."""
    assert race_plot({"kind": "load", "race": None}) is None


def test_a_race_without_probes_still_has_its_sentence() -> None:
    """A race that ended before its first probe says why, and draws nothing."""
    plot = race_plot({"race": {"verb": "hold", "bins": [], "why": "the run ended before the procedure did"}})
    assert plot is not None
    assert (plot.pieces, plot.sentence) == ((), "The run ended before the procedure did.")
