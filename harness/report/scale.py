"""From values to places on paper: linear and logarithmic scales with round ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps ``low..high`` onto ``start..end``; what lies outside stands at the edge."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Return the place of ``value``, rounded to a tenth so that files stay small and equal."""
        kept = min(max(value, self.low), self.high)
        low, high, here = (math.log10(v) if self.log else v for v in (self.low, self.high, kept))
        share = (here - low) / (high - low) if high > low else 0.5
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, wanted: int = 5) -> tuple[float, ...]:
        """Return round values within the scale, about ``wanted`` of them when it is linear."""
        return self._log_ticks() if self.log else self._linear_ticks(wanted)

    def _linear_ticks(self, wanted: int) -> tuple[float, ...]:
        if self.high <= self.low:
            return (self.low,)
        rough = (self.high - self.low) / wanted
        unit = 10.0 ** math.floor(math.log10(rough))
        step = next(factor * unit for factor in (1, 2, 5, 10) if factor * unit >= rough * 0.999)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return tuple(round(index * step, 9) for index in range(first, last + 1))

    def _log_ticks(self) -> tuple[float, ...]:
        decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        factors = (1, 2, 5) if math.log10(self.high / self.low) < 2.5 else (1,)
        candidates = (factor * 10.0**decade for decade in decades for factor in factors)
        return tuple(round(v, 9) for v in candidates if self.low * 0.999 <= v <= self.high * 1.001)


def log_scale(low: float, high: float, start: float, end: float, floor: float = 0.1) -> Scale:
    """Return a logarithmic scale a little wider than ``low..high``; nothing goes below ``floor``."""
    low, high = max(low, floor), max(high, floor)
    return Scale(max(low / 1.25, floor), high * 1.25, start, end, log=True)


def milliseconds(value: float) -> str:
    """Return milliseconds for an axis or a label: ``0.4 ms``, ``120 ms``, ``1.9 s``."""
    if value >= 999.5:
        return f"{value / 1000:.3g} s"
    return f"{value:.0f} ms" if value >= 99.5 else f"{value:.3g} ms"
