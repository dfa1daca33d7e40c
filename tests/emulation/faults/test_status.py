from __future__ import annotations

import pytest

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.status import Status
from harness.exchange import Response


def test_the_answer_is_replaced() -> None:
    """A failing server sends its own status, no body, and when to come back if told to."""
    reaction = Status(status=502, retry_after=3).apply(
        Reaction(Response(200, body=b"x")), Scene(lambda: Response(401))
    )
    assert (reaction.response.status, reaction.response.body) == (502, b"")
    assert reaction.response.headers.get("retry-after") == "3"


def test_a_failure_can_come_after_the_work() -> None:
    """Only a failure that comes after leaves something done."""
    assert Status().keeps_request
    assert not Status(after=True).keeps_request


def test_a_server_may_ask_for_patience() -> None:
    """Too many requests is no failure of the server, and yet no answer of the vendor's (RFC 6585, 4)."""
    fault = Status(status=429, retry_after=1)
    assert fault.apply(Reaction(Response(200)), Scene(lambda: Response(401))).response.status == 429
    assert fault.keeps_request


@pytest.mark.parametrize("status", [200, 404, 428, 600])
def test_only_server_failures_are_played(status: int) -> None:
    """Any other status would be a vendor's answer, which the vendor gives."""
    with pytest.raises(ValueError, match="429, or from 500 to 599"):
        Status(status=status)
