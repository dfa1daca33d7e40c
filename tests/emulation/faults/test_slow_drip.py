from __future__ import annotations

import pytest

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.slow_drip import SlowDrip
from harness.exchange import Response


def test_the_answer_is_whole_and_takes_its_time() -> None:
    """Nothing is changed but how long the body takes; the request is carried out."""
    reaction = SlowDrip(seconds=3).apply(Reaction(Response(200, body=b"abc")), Scene(lambda: Response(401)))
    assert reaction == Reaction(Response(200, body=b"abc"), drips=3)
    assert not SlowDrip().keeps_request


@pytest.mark.parametrize("seconds", [0, -1, 301, float("nan")])
def test_a_drip_has_bounds(seconds: float) -> None:
    """It takes a time, and one that a run can wait."""
    with pytest.raises(ValueError, match="seconds"):
        SlowDrip(seconds=seconds)
