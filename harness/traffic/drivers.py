"""Run a flow: the one place where a conversation meets a transport.

A server that asks for patience gets it: after such an answer nothing is sent before its time has passed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from harness.exchange import Request, Response, retry_after
from harness.flow import Flow, Wait

T = TypeVar("T")
LONGEST = 60.0
"""Seconds that a server may make us wait at a time, whatever it asks for."""


def run_flow(flow: Flow[T], send: Callable[[Request], Response | None], wait: Callable[[float], None]) -> T:
    """Run ``flow`` to its end and return its result.

    ``send`` answers a request, with None when no whole response came; ``wait`` lets that many
    seconds pass. An exception of either is raised inside the flow first, so that it may clean up.
    """
    try:
        step = next(flow)
        while True:
            try:
                reply = _answer(step, send, wait)
            except Exception as problem:  # noqa: BLE001 - handed to the flow, which raises it again
                step = flow.throw(problem)
            else:
                step = flow.send(reply)
    except StopIteration as end:
        result: T = end.value
        return result


def _answer(
    step: Request | Wait, send: Callable[[Request], Response | None], wait: Callable[[float], None]
) -> Response | None:
    if isinstance(step, Wait):
        wait(step.seconds)
        return None
    response = send(step)
    pause = _patience(response)
    if pause:
        wait(pause)
    return response


def _patience(response: Response | None) -> float:
    asked = None if response is None else retry_after(response)
    return min(asked or 0.0, LONGEST)


async def run_flow_async(
    flow: Flow[T],
    send: Callable[[Request], Awaitable[Response | None]],
    wait: Callable[[float], Awaitable[None]],
) -> T:
    """Run ``flow`` as :func:`run_flow` does, on an asyncio loop."""
    try:
        step = next(flow)
        while True:
            try:
                reply = await _answer_async(step, send, wait)
            except Exception as problem:  # noqa: BLE001 - handed to the flow, which raises it again
                step = flow.throw(problem)
            else:
                step = flow.send(reply)
    except StopIteration as end:
        result: T = end.value
        return result


async def _answer_async(
    step: Request | Wait,
    send: Callable[[Request], Awaitable[Response | None]],
    wait: Callable[[float], Awaitable[None]],
) -> Response | None:
    if isinstance(step, Wait):
        await wait(step.seconds)
        return None
    response = await send(step)
    pause = _patience(response)
    if pause:
        await wait(pause)
    return response
