from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from harness.exchange import Headers, Request, Response
from harness.flow import Flow, Wait
from harness.traffic.drivers import LONGEST, run_flow, run_flow_async

Send = Callable[[Request], Response | None]
Run = Callable[[Flow[list[int | None]], Send, list[float]], list[int | None]]


def _blocking(flow: Flow[list[int | None]], send: Send, waits: list[float]) -> list[int | None]:
    return run_flow(flow, send, waits.append)


def _asynchronous(flow: Flow[list[int | None]], send: Send, waits: list[float]) -> list[int | None]:
    async def answer(request: Request) -> Response | None:
        await asyncio.sleep(0)
        return send(request)

    async def wait(seconds: float) -> None:
        await asyncio.sleep(0)
        waits.append(seconds)

    return asyncio.run(run_flow_async(flow, answer, wait))


@pytest.fixture(params=[_blocking, _asynchronous])
def run(request: pytest.FixtureRequest) -> Run:
    """Give each driver in turn."""
    driver: Run = request.param
    return driver


def _polling(tries: int) -> Flow[list[int | None]]:
    seen: list[int | None] = []
    for number in range(tries):
        response = yield Request("GET", f"/{number}")
        seen.append(response.status if response else None)
        assert (yield Wait(0.5 * (number + 1))) is None
    return seen


def test_each_request_gets_its_own_response(run: Run) -> None:
    """A flow is sent the response of the request it just yielded, and its result is returned."""
    assert run(_polling(3), lambda request: Response(200 + int(request.target[1:])), []) == [200, 201, 202]


def test_waits_go_through_the_given_wait(run: Run) -> None:
    """A Wait reaches the injected function with its seconds, and the flow gets None for it."""
    waits: list[float] = []
    run(_polling(2), lambda _: Response(200), waits)
    assert waits == [0.5, 1.0]


def test_no_whole_response_is_none(run: Run) -> None:
    """A request that no whole response came to is answered by None."""
    assert run(_polling(1), lambda _: None, []) == [None]


def test_a_flow_that_ends_at_once_sends_nothing(run: Run) -> None:
    """A flow without steps returns its result and nothing is sent."""
    assert run(_polling(0), lambda _: pytest.fail("nothing was asked for"), []) == []


def test_a_failing_transport_reaches_the_flow(run: Run) -> None:
    """An exception of the transport is raised at the yield, so that the flow can still clean up."""
    cleaned: list[str] = []

    def careful() -> Flow[list[int | None]]:
        try:
            yield Request("PUT", "/job")
        except ConnectionError:
            cleaned.append("job")
            yield Request("DELETE", "/job")
        return []

    def send(request: Request) -> Response | None:
        if request.method == "PUT":
            raise ConnectionError
        return Response(200)

    assert run(careful(), send, []) == []
    assert cleaned == ["job"]


def test_an_exception_the_flow_does_not_catch_comes_out(run: Run) -> None:
    """What the transport raises and the flow does not handle is the caller's to see."""

    def send(_: Request) -> Response | None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        run(_polling(1), send, [])


@pytest.mark.parametrize(("asked", "waited"), [("2", 2.0), ("86400", LONGEST)])
def test_a_server_that_asks_for_patience_gets_it(run: Run, asked: str, waited: float) -> None:
    """After a 429 or 503 with Retry-After nothing is sent before its time, which has an upper bound."""
    waits: list[float] = []
    busy = iter([Response(429, Headers.of(Retry_After=asked)), Response(503), Response(200)])
    assert run(_polling(3), lambda _: next(busy), waits) == [429, 503, 200]
    assert waits == [waited, 0.5, 1.0, 1.5]
