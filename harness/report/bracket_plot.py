"""What polling can tell of a time: the share that had surely happened, and that may have happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.report.scale import Scale, Tick, log_scale, milliseconds

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 10, 28


@dataclass(frozen=True, slots=True)
class BracketPlot:
    """Two rising staircases and the band between them, in which the true curve lies."""

    band: str
    surely: str
    possibly: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def bracket_plot(series: Mapping[str, Any]) -> BracketPlot | None:
    """Read the ``brackets`` of a series as a plot; None when it was not found by polling."""
    brackets = series.get("brackets") or ()
    lows = sorted(low for low, _ in brackets)
    highs = sorted(high for _, high in brackets if high is not None)
    if not highs:
        return None
    across = log_scale(min(value for value in (*lows, *highs) if value > 0), max(highs), LEFT, WIDTH - RIGHT)
    up = Scale(0, 1, HEIGHT - BOTTOM, TOP)
    possibly, surely = (_stairs(values, len(brackets), across, up) for values in (lows, highs))
    return BracketPlot(
        band=_path([*possibly, *reversed(surely)]) + "Z",
        surely=_path(surely),
        possibly=_path(possibly),
        x_ticks=tuple(Tick(across(value), milliseconds(value)) for value in across.ticks()),
        y_ticks=tuple(Tick(up(share), f"{share:.0%}") for share in (0, 0.5, 0.9, 1)),
    )


def _stairs(values: Sequence[float], total: int, across: Scale, up: Scale) -> list[tuple[float, float]]:
    """Return the corners of an empirical distribution; equal places are drawn once."""
    corners = [(across.start, up(0))]
    for rank, value in enumerate(values, start=1):
        x, y = across(value), up(rank / total)
        if corners[-1][0] != x:
            corners.append((x, corners[-1][1]))
        if corners[-1][1] != y:
            corners.append((x, y))
    return [*corners, (across.end, corners[-1][1])]


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "".join(f"{'L' if index else 'M'}{x:g} {y:g}" for index, (x, y) in enumerate(corners))
