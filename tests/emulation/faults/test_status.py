from __future__ import annotations

import pytest

from harness.emulation.faults import Reaction
from harness.emulation.faults.status import Status
from harness.exchange import Response


def test_the_answer_is_replaced() -> None:
    """A failing server sends its own status, no body, and when to come back if told to."""
    reaction = Status(status=502, retry_after=3).apply(
        Reaction(Response(200, body=b"x")), lambda: Response(401)
    )
    assert (reaction.response.status, reaction.response.body) == (502, b"")
    assert reaction.response.headers.get("retry-after") == "3"


def test_a_failure_can_come_after_the_work() -> None:
    """Only a failure that comes after leaves something done."""
    assert Status().keeps_request
    assert not Status(after=True).keeps_request


@pytest.mark.parametrize("status", [200, 404, 600])
def test_only_server_failures_are_played(status: int) -> None:
    """Any other status would be a vendor's answer, which the vendor gives."""
    with pytest.raises(ValueError, match="500 to 599"):
        Status(status=status)
