from __future__ import annotations

import pytest

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.half_body import HalfBody
from harness.exchange import Response


def test_a_part_of_the_body_goes_out() -> None:
    """The answer stays what it is; how much of it leaves is changed."""
    reaction = HalfBody(part=0.25).apply(Reaction(Response(200, body=b"abcd")), Scene(lambda: Response(401)))
    assert reaction.sends == 0.25
    assert reaction.response.body == b"abcd"
    assert not HalfBody().keeps_request


@pytest.mark.parametrize("part", [-0.1, 1.0])
def test_a_whole_body_is_no_half_body(part: float) -> None:
    """The part is below the whole, or nothing would be broken."""
    with pytest.raises(ValueError, match="part"):
        HalfBody(part=part)
