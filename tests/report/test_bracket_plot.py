from __future__ import annotations

import re

from harness.report.bracket_plot import BracketPlot, bracket_plot


def heights(path: str) -> list[float]:
    """Return the y values of a path."""
    return [float(y) for _, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def plot_of(brackets: list[tuple[float, float | None]]) -> BracketPlot:
    """Return the plot of brackets that have one."""
    plot = bracket_plot({"brackets": brackets})
    assert plot is not None
    return plot


def test_the_band_lies_between_what_may_be_and_what_must_be() -> None:
    """The share that may have happened is never below the share that surely has."""
    plot = plot_of([(0, 10), (5, 20), (8, 30), (20, 60)])
    assert plot.band.endswith("Z")
    assert heights(plot.possibly)[-1] == heights(plot.surely)[-1] == min(heights(plot.surely))
    assert heights(plot.possibly) == sorted(heights(plot.possibly), reverse=True)


def test_jobs_never_seen_keep_the_curve_below_one() -> None:
    """A job that was not seen in time counts among all, and never as seen."""
    plot = plot_of([(0, 10), (5, None)])
    assert min(heights(plot.surely)) > min(heights(plot.possibly))


def test_exact_times_need_no_band() -> None:
    """A series that was not found by polling has no brackets to draw."""
    assert bracket_plot({"points": [[0, 1]]}) is None
    assert bracket_plot({"brackets": [(3, None)]}) is None
