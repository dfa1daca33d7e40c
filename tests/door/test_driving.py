"""Running a flow, blocking or not."""

from __future__ import annotations

import asyncio

import pytest

from harness.door.driving import drive, drive_async
from harness.errors import TargetError
from harness.exchange import Request, Response
from harness.flow import Flow, Wait


def flow(seen: list[Response | None]) -> Flow[None]:
    """Ask, wait, ask again; keep what was answered."""
    seen.append((yield Request("GET", "/1")))
    seen.append((yield Wait(0.5)))
    seen.append((yield Request("GET", "/2")))
    if seen[-1] is None:
        raise TargetError("no answer")


def run(answers: dict[str, Response | None], *, blocking: bool) -> tuple[list[Response | None], list[float]]:
    """Run the flow over ``answers`` and return what it saw and how it waited."""
    seen: list[Response | None] = []
    waits: list[float] = []
    if blocking:
        drive(flow(seen), lambda request: answers[request.target], waits.append)
        return seen, waits

    async def send(request: Request) -> Response | None:
        return answers[request.target]

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    asyncio.run(drive_async(flow(seen), send, wait))
    return seen, waits


@pytest.mark.parametrize("blocking", [True, False])
def test_a_flow_gets_an_answer_to_each_request_and_none_to_a_wait(*, blocking: bool) -> None:
    """Requests are sent in order, waits are waited, and answers come back to where they were asked."""
    answers: dict[str, Response | None] = {"/1": Response(200), "/2": Response(201)}
    assert run(answers, blocking=blocking) == ([Response(200), None, Response(201)], [0.5])


@pytest.mark.parametrize("blocking", [True, False])
def test_what_a_flow_raises_is_raised(*, blocking: bool) -> None:
    """A flow that gives up does so through its driver."""
    with pytest.raises(TargetError, match="no answer"):
        run({"/1": None, "/2": None}, blocking=blocking)
