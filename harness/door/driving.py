"""Running a vendor's login, which does no I/O by itself, over the door's own transports."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from harness.exchange import Request, Response
from harness.flow import Flow, Wait


async def drive_async(
    flow: Flow[None],
    send: Callable[[Request], Awaitable[Response | None]],
    wait: Callable[[float], Awaitable[None]],
) -> None:
    """Run ``flow`` to its end; ``send`` answers None when no whole response came."""
    answer: Response | None = None
    try:
        while True:
            step = flow.send(answer)
            answer = await _given(step, send, wait)
    except StopIteration:
        return


async def _given(
    step: Request | Wait,
    send: Callable[[Request], Awaitable[Response | None]],
    wait: Callable[[float], Awaitable[None]],
) -> Response | None:
    if isinstance(step, Wait):
        await wait(step.seconds)
        return None
    return await send(step)


def drive(
    flow: Flow[None], send: Callable[[Request], Response | None], wait: Callable[[float], None]
) -> None:
    """Run ``flow`` to its end as ``drive_async`` does, blocking."""
    answer: Response | None = None
    try:
        while True:
            step = flow.send(answer)
            if isinstance(step, Wait):
                wait(step.seconds)
                answer = None
            else:
                answer = send(step)
    except StopIteration:
        return
