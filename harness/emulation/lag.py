"""Lag laws: how long a new job stays unseen, as a distribution that a seed makes repeatable.

Real systems acknowledge a submit before every path knows the job (z/OSMF documents the error that
follows). A law says how long: read the whole grammar in ``parse_law``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from random import Random
from typing import Protocol

from harness.errors import UsageError

_MEND = (
    "write constant:250ms, uniform:50ms..400ms, lognormal:120ms,0.6, tick:500ms or bimodal:100ms,800ms,0.1"
)
_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>us|ms|s)")
_EXPONENTS = {"us": "e-6", "ms": "e-3", "s": "e0"}


class LagLaw(Protocol):
    """A distribution of lags."""

    def sample(self, random: Random, begun: float) -> float:
        """Return a lag in seconds for something that began ``begun`` seconds after the epoch."""
        ...


@dataclass(frozen=True, slots=True)
class Constant:
    """Always the same lag."""

    seconds: float = 0.0

    def sample(self, random: Random, begun: float) -> float:
        """Return the lag in seconds."""
        del random, begun
        return self.seconds


@dataclass(frozen=True, slots=True)
class Uniform:
    """Any lag between two bounds, each as likely as the other."""

    least: float
    most: float

    def sample(self, random: Random, begun: float) -> float:
        """Return a lag in seconds."""
        del begun
        return random.uniform(self.least, self.most)


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Mostly near the median, with a long tail; ``sigma`` is that of the logarithm."""

    median: float
    sigma: float

    def sample(self, random: Random, begun: float) -> float:
        """Return a lag in seconds."""
        del begun
        return random.lognormvariate(math.log(self.median), self.sigma)


@dataclass(frozen=True, slots=True)
class Tick:
    """Seen at the next tick of a refresh: neighbours become visible together."""

    period: float

    def sample(self, random: Random, begun: float) -> float:
        """Return the seconds left until the next tick, counted from the epoch."""
        del random
        return math.ceil(begun / self.period) * self.period - begun


@dataclass(frozen=True, slots=True)
class Bimodal:
    """One of two lags; ``share`` is the part of jobs that gets the second."""

    first: float
    second: float
    share: float

    def sample(self, random: Random, begun: float) -> float:
        """Return one of the two lags in seconds."""
        del begun
        return self.second if random.random() < self.share else self.first


@dataclass(frozen=True, slots=True)
class LagLaws:
    """How late a new job is seen by those who read, and by those who modify."""

    read: LagLaw = Constant()
    modify: LagLaw = Constant()


def parse_laws(text: str) -> LagLaws:
    """Read ``LAW`` (for both paths) or ``read=LAW,modify=LAW`` (either alone leaves the other without lag).

    Raises ``UsageError`` for anything else.
    """
    parts = re.split(r",(?=(?:read|modify)=)", text.strip())
    if "=" not in text:
        law = parse_law(text)
        return LagLaws(law, law)
    named = dict(_named_law(part) for part in parts)
    if len(named) != len(parts):
        raise UsageError(f"lag {text!r} names a path twice", mend="write read=LAW,modify=LAW")
    return LagLaws(**named)


def _named_law(part: str) -> tuple[str, LagLaw]:
    name, _, law = part.partition("=")
    if name not in ("read", "modify"):
        raise UsageError(f"lag names the path {name!r}", mend="write read=LAW,modify=LAW")
    return name, parse_law(law)


def parse_law(text: str) -> LagLaw:
    """Read one law; durations are ``250ms``, ``1.5s`` or ``80us``; raise ``UsageError`` for anything else.

    ::

        constant:250ms          always 250 ms
        uniform:50ms..400ms     between the two
        lognormal:120ms,0.6     median 120 ms, sigma 0.6
        tick:500ms              at the next multiple of 500 ms
        bimodal:100ms,800ms,0.1 800 ms for one job in ten, else 100 ms
    """
    name, _, rest = text.strip().partition(":")
    try:
        return _READERS[name](rest)
    except (KeyError, ValueError):
        raise UsageError(f"lag law {text!r} cannot be read", mend=_MEND) from None


def _duration(text: str, *, least: float = 0.0) -> float:
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    seconds = float(found["number"] + _EXPONENTS[found["unit"]])
    if seconds < least:
        raise ValueError(text)
    return seconds


def _uniform(text: str) -> LagLaw:
    least, most = (_duration(part) for part in text.split(".."))
    if least > most:
        raise ValueError(text)
    return Uniform(least, most)


def _lognormal(text: str) -> LagLaw:
    median, sigma = text.split(",")
    return LogNormal(_duration(median, least=1e-6), _number(sigma, most=10.0))


def _bimodal(text: str) -> LagLaw:
    first, second, share = text.split(",")
    return Bimodal(_duration(first), _duration(second), _number(share, most=1.0))


def _number(text: str, most: float) -> float:
    value = float(text)
    if not 0 <= value <= most:
        raise ValueError(text)
    return value


_READERS = {
    "constant": lambda text: Constant(_duration(text)),
    "uniform": _uniform,
    "lognormal": _lognormal,
    "tick": lambda text: Tick(_duration(text, least=1e-6)),
    "bimodal": _bimodal,
}
