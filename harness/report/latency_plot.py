"""Latency as geometry: every job over time, what polling could tell, and quantiles from two origins."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from harness.report.legible import one_line
from harness.report.scale import Scale, Tick, log_scale, milliseconds

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 10, 28
WINDOWS = 40
"""Spans of time over which a median is drawn."""
ORIGINS = ("due", "service")
QUANTILES = ("p50", "p90", "p95", "p99", "max")
TRACK = 150
"""Pixels of the axis of quantiles."""


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time: where it stands, and what a reader who points at it is told."""

    x: float
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Quantile:
    """One quantile as seen from the due time and from the sending time; None where not measured.

    ``low_at`` and ``high_at`` bound the due figure where the data allow a bound.
    """

    label: str
    due: str
    service: str
    due_at: float | None
    service_at: float | None
    low_at: float | None
    high_at: float | None
    bounds: str


@dataclass(frozen=True, slots=True)
class LatencyPlot:
    """One series, ready to draw. ``dots`` and ``median`` are SVG path data; empty: not drawn."""

    name: str
    count: int
    unseen: int
    origin: str
    """What ``service`` figures are counted from, in one word."""
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    dots: str
    median: str
    windows: tuple[Window, ...]
    quantiles: tuple[Quantile, ...]
    quantile_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM
    track: int = TRACK

    @property
    def quantile_ends(self) -> tuple[Tick, ...]:
        """The first and the last tick of the axis of quantiles: between them there is no room for words."""
        return (*self.quantile_ticks[:1], *self.quantile_ticks[1:][-1:])


def latency_plot(name: str, series: Mapping[str, Any]) -> LatencyPlot:
    """Read one series of ``metrics.json`` as a plot."""
    points = [(float(t), float(ms)) for t, ms in series.get("points", ())]
    across, up = _scales(points)
    spans = list(_spans(points, across))
    scale = _quantile_scale(series)
    return LatencyPlot(
        name=one_line(name),
        count=series.get("n", len(points)),
        unseen=series.get("unseen", 0),
        origin="ack" if "brackets" in series else "sent",
        x_ticks=tuple(Tick(across(t), f"{t:g} s") for t in across.ticks(6)) if points else (),
        y_ticks=tuple(Tick(up(v), milliseconds(v)) for v in up.ticks()) if points else (),
        dots="".join(f"M{across(t):g} {up(ms):g}h0" for t, ms in points),
        median=_line((across((low + high) / 2), up(median(inside))) for low, high, inside in spans),
        windows=tuple(_window(low, high, inside, across) for low, high, inside in spans),
        quantiles=tuple(_quantile(series, name, scale) for name in _measured(series)) if scale else (),
        quantile_ticks=tuple(Tick(scale(v), milliseconds(v)) for v in scale.ticks()) if scale else (),
    )


def _scales(points: Sequence[tuple[float, float]]) -> tuple[Scale, Scale]:
    times = [t for t, _ in points] or [1.0]
    values = [ms for _, ms in points] or [1.0, 10.0]
    return (
        Scale(min(0.0, *times), max(times), LEFT, WIDTH - RIGHT),
        log_scale(min(values), max(values), HEIGHT - BOTTOM, TOP),
    )


def _spans(
    points: Sequence[tuple[float, float]], across: Scale
) -> Iterator[tuple[float, float, list[float]]]:
    """Yield each span of time that holds points: its beginning, its end, its latencies."""
    width = (across.high - across.low) / WINDOWS or 1.0
    held: dict[int, list[float]] = {}
    for t, ms in points:
        held.setdefault(min(int((t - across.low) / width), WINDOWS - 1), []).append(ms)
    for index in sorted(held):
        low = across.low + index * width
        yield low, low + width, held[index]


def _line(places: Iterable[tuple[float, float]]) -> str:
    return "".join(f"{'L' if index else 'M'}{x:g} {y:g}" for index, (x, y) in enumerate(places))


def _window(low: float, high: float, inside: Sequence[float], across: Scale) -> Window:
    told = f"{low:.3g} to {high:.3g} s: {len(inside)} measured"
    told += f", median {milliseconds(median(inside))}, highest {milliseconds(max(inside))}"
    return Window(across(low), round(across(high) - across(low), 1), told)


def _measured(series: Mapping[str, Any]) -> list[str]:
    return [
        name for name in QUANTILES if any(_figure(series, origin, name) is not None for origin in ORIGINS)
    ]


def _quantile_scale(series: Mapping[str, Any]) -> Scale | None:
    figures = [_figure(series, origin, name) for origin in ORIGINS for name in QUANTILES]
    bounds = [bound for name in QUANTILES for bound in _bounds(series, name)]
    values = [value for value in (*figures, *bounds) if value is not None]
    return log_scale(min(values), max(values), 0, TRACK) if values else None


def _figure(series: Mapping[str, Any], origin: str, name: str) -> float | None:
    value = (series.get(origin) or {}).get(name)
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def _bounds(series: Mapping[str, Any], name: str) -> tuple[float | None, float | None]:
    low, high = ((series.get("bounds") or {}).get("due") or {}).get(name) or (None, None)
    return low, high


def _quantile(series: Mapping[str, Any], name: str, scale: Scale) -> Quantile:
    due, service = (_figure(series, origin, name) for origin in ORIGINS)
    low, high = _bounds(series, name)
    return Quantile(
        label=name,
        due=_shown(due),
        service=_shown(service),
        due_at=_placed(due, scale),
        service_at=_placed(service, scale),
        low_at=_placed(low, scale),
        high_at=_placed(high, scale),
        bounds=_told(low, high),
    )


def _placed(value: float | None, scale: Scale) -> float | None:
    return None if value is None else scale(value)


def _shown(value: float | None) -> str:
    return "-" if value is None else milliseconds(value)


def _told(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    return f"; the true value lies between {_shown(low)} and {_shown(high)}"
