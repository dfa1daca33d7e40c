from __future__ import annotations

import pytest

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.reset import Reset
from harness.exchange import Response


@pytest.mark.parametrize("before", [True, False])
def test_a_reset_comes_before_or_after_the_work(before: bool) -> None:
    """Either way nothing is answered; only the first keeps the request from being carried out."""
    fault = Reset(before=before)
    assert fault.keeps_request is before
    assert fault.apply(Reaction(Response(200)), Scene(lambda: Response(401))).resets
