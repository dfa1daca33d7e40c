"""The door in process: the same guard, sessions, ledger and record over a transport that blocks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.clock import VirtualClock
from harness.door import DoorCore, Mount
from harness.exchange import Exchange, Passage, Request, Response, Sender
from harness.ledger import EntryState, read_ledger
from harness.record import read_exchanges
from harness.target import Budgets, Mode
from tests.bakery import answer, request
from tests.door.conftest import Build

LIST = request("GET", "/orders")
SUBMIT = request("PUT", "/orders", b"tag=RUN1")


class Shop:
    """A transport that takes time, gives tokens, and keeps what it was sent."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.sent: list[Request] = []
        self.nths: list[int] = []
        self.on_send: Callable[[Request], None] = lambda _request: None
        self.status = 201

    def __call__(self, request: Request, nth: int) -> Response:
        self.sent.append(request)
        self.nths.append(nth)
        self.on_send(request)
        self.clock.advance(0.25)
        if request.target == "/login":
            return answer(200, {"token": f"token-number-{len(self.sent)}"})
        return answer(self.status, {"order": "4711", "you": request.headers.get("Authorization")})


class Mounted:
    """A mount with its parts at hand."""

    def __init__(self, core: DoorCore, clock: VirtualClock) -> None:
        self.core = core
        self.clock = clock
        self.shop = Shop(clock)
        self.waits: list[float] = []
        self.mount = Mount(core, self.shop, self._wait)

    def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.clock.advance(seconds)


@pytest.fixture
def mounted(build: Build) -> Callable[..., Mounted]:
    """Return what mounts a door before a shop."""

    def made(budgets: Budgets | None = None) -> Mounted:
        clock = VirtualClock()
        return Mounted(build(mode=Mode.OWNED, budgets=budgets, clock=clock), clock)

    return made


def recorded(tmp_path: Path) -> list[Exchange]:
    """Return what stands in the record."""
    return list(read_exchanges(tmp_path / "run"))


def test_a_request_is_sent_once_and_timed(mounted: Callable[..., Mounted], tmp_path: Path) -> None:
    """The exchange holds when the request was due, left and was answered, on the door's clock."""
    door = mounted()
    door.clock.advance(1)
    passed = door.mount.send(LIST, session=None, sender=Sender("load", "3"), due_ns=7)
    assert door.shop.sent == [LIST]
    assert recorded(tmp_path) == [passed.exchange]
    exchange = passed.exchange
    assert (exchange.due_ns, exchange.begun_ns, exchange.ended_ns) == (7, 10**9, 1_250_000_000)
    assert exchange.sender == Sender("load", "3")


def test_a_session_is_made_once_and_its_token_kept_from_the_record(
    mounted: Callable[..., Mounted], tmp_path: Path
) -> None:
    """The transport carries the token, the caller gets the whole answer, the record has neither."""
    door = mounted()
    first, second = door.mount.send(LIST), door.mount.send(LIST)
    assert [one.target for one in door.shop.sent] == ["/login", "/orders", "/orders"]
    assert first.response is not None
    assert json.loads(first.response.body)["you"] == "Bearer token-number-1"
    assert second.exchange.session == "primary"
    assert b"token-number-1" not in (tmp_path / "run" / "exchanges.ndjson").read_bytes()


def test_the_intent_is_on_disk_when_the_transport_is_called(
    mounted: Callable[..., Mounted], tmp_path: Path
) -> None:
    """While the request is being sent, the ledger file already tells what it will create."""
    door = mounted()
    seen: list[list[EntryState]] = []
    door.shop.on_send = lambda _request: seen.append(
        [entry.state for entry in read_ledger(tmp_path / "run").left()]
    )
    door.mount.send(SUBMIT, session=None)
    assert seen == [[EntryState.INTENT]]
    assert [entry.state for entry in read_ledger(tmp_path / "run").left()] == [EntryState.CREATED]


def test_a_transport_that_fails_leaves_the_outcome_open(
    mounted: Callable[..., Mounted], tmp_path: Path
) -> None:
    """No whole answer is no answer: the exchange is broken, and what it was to create uncertain."""
    door = mounted()

    def fail(_request: Request) -> None:
        raise ConnectionResetError("reset by peer")

    door.shop.on_send = fail
    passed = door.mount.send(SUBMIT, session=None)
    assert passed.response is None
    assert passed.exchange.passage is Passage.BROKEN
    assert passed.exchange.error == "ConnectionResetError: reset by peer"
    assert [entry.state for entry in read_ledger(tmp_path / "run").left()] == [EntryState.UNCERTAIN]


def test_what_the_guard_keeps_is_never_sent(mounted: Callable[..., Mounted]) -> None:
    """A blocked request is answered by the door, and the transport is not called."""
    door = mounted()
    passed = door.mount.send(request("DELETE", "/orders/4711"), session=None)
    assert passed.exchange.blocked_by == "guard.not-ours"
    assert passed.response is not None
    assert passed.response.status == 403
    assert door.shop.sent == []


def test_a_login_that_fails_keeps_the_request(mounted: Callable[..., Mounted]) -> None:
    """Without its session a request does not leave, and says why."""
    door = mounted()
    unknown = door.mount.send(LIST, session="third")

    def fail(_request: Request) -> None:
        raise ConnectionResetError("reset by peer")

    door.shop.on_send = fail
    refused = door.mount.send(LIST)
    assert [one.exchange.blocked_by for one in (unknown, refused)] == ["session.login"] * 2
    assert [one.target for one in door.shop.sent] == ["/login"]


def test_a_session_that_ran_out_is_made_anew_for_the_next_request(mounted: Callable[..., Mounted]) -> None:
    """In process nothing is sent again; the request that follows logs in first."""
    door = mounted()
    door.mount.send(LIST)
    door.shop.status = 401
    assert door.mount.send(LIST).exchange.sends == 1
    door.shop.status = 200
    door.mount.send(LIST)
    assert [one.target for one in door.shop.sent] == ["/login", "/orders", "/orders", "/login", "/orders"]


def test_the_pace_is_kept_by_waiting(mounted: Callable[..., Mounted]) -> None:
    """Requests wait until the rate allows them, no longer."""
    door = mounted(Budgets(rate=2))
    for _ in range(3):
        door.mount.send(LIST, session=None)
    assert door.waits == [0.0, 0.25, 0.25]


def test_books_balance_in_process_too(mounted: Callable[..., Mounted]) -> None:
    """Each request, logins included, is forwarded or blocked."""
    door = mounted(Budgets(requests=3, concurrency=1))
    for _ in range(4):
        door.mount.send(LIST)
    counts = door.core.counts
    assert (counts.received, counts.forwarded, counts.blocked) == (5, 3, 2)


def test_a_request_goes_to_the_upstream_that_serves_it(build: Build) -> None:
    """Where the contract says so and the target has it; the record tells which one it was."""
    clock = VirtualClock()
    door = Mounted(build("http://one:1", "http://two:2", clock=clock), clock)
    stock, orders = (door.mount.send(request("GET", target)) for target in ("/stock", "/orders"))
    assert door.shop.nths == [0, 1, 0]
    assert (stock.exchange.upstream, orders.exchange.upstream) == ("http://two:2", "http://one:1")


def test_a_target_with_one_address_has_everything_there(build: Build) -> None:
    """Whatever the contract says of upstreams."""
    clock = VirtualClock()
    alone = Mounted(build("http://one:1", clock=clock), clock)
    assert alone.mount.send(request("GET", "/stock"), session=None).exchange.upstream == "http://one:1"
