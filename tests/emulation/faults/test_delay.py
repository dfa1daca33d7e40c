from __future__ import annotations

import pytest

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.delay import Delay
from harness.exchange import Response


def test_delays_add_up() -> None:
    """Two delays on one answer hold it back for the sum; the request is carried out."""
    fault = Delay(seconds=0.5)
    twice = fault.apply(fault.apply(Reaction(Response(200)), Scene(_unasked)), Scene(_unasked))
    assert twice == Reaction(Response(200), delay=1.0)
    assert not fault.keeps_request


@pytest.mark.parametrize("seconds", [-0.1, 301.0, float("nan")])
def test_a_delay_has_bounds(seconds: float) -> None:
    """A delay is a time that a run can wait."""
    with pytest.raises(ValueError, match="seconds"):
        Delay(seconds=seconds)


def _unasked() -> Response:
    raise AssertionError
