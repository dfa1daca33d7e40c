"""A race as geometry: what became of a verb, by how long after the submit it was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.flow import Outcome
from harness.report.legible import one_line
from harness.report.scale import Scale, Tick, milliseconds

WIDTH, HEIGHT = 760, 258
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 42, 42
ORDER = tuple(dict.fromkeys((Outcome.NOT_VISIBLE, Outcome.TOO_LATE, *Outcome)))
"""Bottom to top: first what a race is about, then the rest in the order of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One outcome's share of one bar."""

    outcome: str
    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A delay worth a line: an end of the safe window."""

    x: float
    label: str
    left_of: bool
    """True when the label stands left of the line, so that it stays inside the picture."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delay that was put to the test."""

    delay: str
    probes: int
    failures: int
    bound: str
    certified: bool


@dataclass(frozen=True, slots=True)
class RacePlot:
    """One verb's race, ready to draw. ``curve`` is SVG path data of the estimated share "not visible"."""

    verb: str
    probes: int
    sentence: str
    safe: str
    """The safe delay, empty when none was certified."""
    latest: str
    outcomes: tuple[str, ...]
    pieces: tuple[Piece, ...]
    sizes: tuple[Tick, ...]
    """How many probes each bar stands for."""
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    limits: tuple[Limit, ...]
    curve: str
    attempts: tuple[Attempt, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    floor: int = HEIGHT - BOTTOM


def race_plot(metrics: Mapping[str, Any]) -> RacePlot | None:
    """Read the ``race`` of ``metrics.json`` as a plot; None when there is none."""
    race = metrics.get("race")
    if not race:
        return None
    bins = [slot for slot in race.get("bins", ()) if slot["n"]]
    longest = max([slot["delay_ms_high"] for slot in bins], default=1.0)
    across = Scale(0, longest, LEFT, WIDTH - RIGHT)
    up = Scale(0, 1, HEIGHT - BOTTOM, TOP)
    outcomes = _outcomes(bins)
    return RacePlot(
        verb=one_line(race.get("verb") or "verb"),
        probes=race.get("probes", sum(slot["n"] for slot in bins)),
        sentence=_sentence(race),
        safe=_delay(race.get("safe_delay_ms")),
        latest=_delay(race.get("latest_ms")),
        outcomes=outcomes,
        pieces=tuple(piece for slot in bins for piece in _bar(slot, outcomes, across, up)),
        sizes=tuple(Tick(_middle(slot, across), f"{slot['n']:,}") for slot in bins),
        x_ticks=tuple(Tick(across(delay), milliseconds(delay)) for delay in across.ticks(8)),
        y_ticks=tuple(Tick(up(share), f"{share:.0%}") for share in (0, 0.5, 1)),
        limits=tuple(_limits(race, across)),
        curve=_curve(race.get("curve", ()), across, up),
        attempts=tuple(_attempt(attempt) for attempt in race.get("attempts", ())),
    )


def _outcomes(bins: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    seen = {name for slot in bins for name, count in slot["outcomes"].items() if count}
    return (*(name.value for name in ORDER if name in seen), *sorted(map(one_line, seen.difference(ORDER))))


def _middle(slot: Mapping[str, Any], across: Scale) -> float:
    return across((slot["delay_ms_low"] + slot["delay_ms_high"]) / 2)


def _bar(slot: Mapping[str, Any], outcomes: Sequence[str], across: Scale, up: Scale) -> Iterator[Piece]:
    left, right = across(slot["delay_ms_low"]), across(slot["delay_ms_high"])
    span = f"{slot['delay_ms_low']:.4g} to {slot['delay_ms_high']:.4g} ms"
    below = 0
    for outcome in outcomes:
        count = slot["outcomes"].get(outcome, 0)
        if count:
            floor, top = up(below / slot["n"]), up((below + count) / slot["n"])
            told = f"{span}: {count} of {slot['n']} {outcome} ({count / slot['n']:.1%})"
            yield Piece(outcome, left + 1, top, round(right - left - 2, 1), round(floor - top, 1), told)
            below += count


def _curve(steps: Sequence[Sequence[float]], across: Scale, up: Scale) -> str:
    """Return a falling staircase: each step holds from its delay to the next one's."""
    path = ""
    for delay, share in steps:
        path += f"H{across(delay):g}V{up(share):g}" if path else f"M{across(0):g} {up(share):g}"
    return f"{path}H{WIDTH - RIGHT}" if path else ""


def _limits(race: Mapping[str, Any], across: Scale) -> Iterator[Limit]:
    late = (
        ("until_ms", "in time until") if race.get("until_ms") is not None else ("latest_ms", "too late from")
    )
    for name, label in (("safe_delay_ms", "safe from"), late):
        delay = race.get(name)
        if delay is not None and delay <= across.high:
            x = across(delay)
            yield Limit(x, f"{label} {milliseconds(delay)}", x > WIDTH * 0.7)


def _attempt(attempt: Mapping[str, Any]) -> Attempt:
    return Attempt(
        milliseconds(attempt["delay_ms"]),
        attempt["n"],
        attempt["not_visible"],
        f"{attempt['upper_bound']:.2%}",
        bool(attempt["certified"]),
    )


def _sentence(race: Mapping[str, Any]) -> str:
    """Return what the race says in one sentence: its own words where it has some."""
    if race.get("why"):
        text = one_line(race["why"], 400)
        return f"{text[0].upper()}{text[1:].rstrip('.')}."
    safe = race.get("safe_delay_ms")
    if safe is None:
        return "No safe delay could be shown with the probes that were made."
    return f"Safe from {milliseconds(safe)} after the submit's acknowledgement."


def _delay(value: float | None) -> str:
    return "" if value is None else milliseconds(value)
