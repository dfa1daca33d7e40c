"""Numbers of users over time, as text and as data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STAGE = re.compile(r"(?P<length>\d+(?:\.\d+)?)(?P<unit>[smh]):(?P<users>\d+)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class UserStage:
    """Move to ``users`` in a straight line that takes ``seconds``."""

    seconds: float
    users: int


def parse_stages(text: str) -> tuple[UserStage, ...]:
    """Read ``30s:10,2m:50``; raise ``ValueError`` for anything else, and for stages without a length."""
    found = [_STAGE.fullmatch(part.strip()) for part in text.split(",")]
    stages = tuple(UserStage(float(f["length"]) * _SECONDS[f["unit"]], int(f["users"])) for f in found if f)
    if len(stages) < len(found) or any(stage.seconds == 0 for stage in stages):
        raise ValueError(f"{text!r} is no list of stages such as 30s:10,2m:50")
    return stages


def users_at(stages: Sequence[UserStage], seconds: float) -> int | None:
    """Return how many users there are after ``seconds``; None after the last stage."""
    before, begun = 0, 0.0
    for stage in stages:
        if seconds < begun + stage.seconds:
            return round(before + (seconds - begun) / stage.seconds * (stage.users - before))
        before, begun = stage.users, begun + stage.seconds
    return None
