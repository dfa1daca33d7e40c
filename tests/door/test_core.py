"""The door without transport: admitted or kept, noted before it leaves, recorded when it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.clock import VirtualClock
from harness.door import Span
from harness.exchange import Direction, Passage, Request, Response, Sender
from harness.ledger import read_ledger
from harness.target import Budgets, Mode
from tests.bakery import answer, request
from tests.door.conftest import Build
from tests.door.passage import admitted, kept, recorded

SPAN = Span(10, 20)
SUBMIT = request("PUT", "/orders", b"tag=RUN1")


def test_an_answered_request_is_recorded_with_all_that_is_known_of_it(build: Build, tmp_path: Path) -> None:
    """The record names operation, session, sender, times and upstream."""
    clock = VirtualClock()
    core = build("http://one", "http://two", clock=clock)
    sender = Sender("properties", "7")
    passed = admitted(core, request("GET", "/orders"), sender=sender, upstream="http://two", due_ns=5)
    exchange = core.complete(passed, answer(200, []), SPAN)
    assert recorded(tmp_path) == [exchange]
    assert exchange.operation == "listOrders"
    assert (exchange.sender, exchange.upstream, exchange.due_ns) == (sender, "http://two", 5)
    assert (exchange.begun_ns, exchange.ended_ns, exchange.sends) == (10, 20, 1)
    assert exchange.wall == clock.epoch.isoformat(timespec="microseconds")
    assert exchange.judged


def test_a_blocked_request_is_answered_403_and_recorded_unjudged(build: Build, tmp_path: Path) -> None:
    """A block names its rule, in the answer and in the record, and nothing of it was sent."""
    core = build(mode=Mode.OWNED)
    blocked = kept(core, request("DELETE", "/orders/4711"))
    assert blocked.answer.status == 403
    assert blocked.answer.headers.get("X-Harness-Blocked") == "guard.not-ours"
    (exchange,) = recorded(tmp_path)
    assert (exchange.passage, exchange.blocked_by, exchange.sends) == (Passage.BLOCKED, "guard.not-ours", 0)
    assert exchange.operation == "deleteOrder"
    assert not exchange.judged
    assert read_ledger(tmp_path / "run").entries == ()


def test_a_session_is_put_on_before_the_decision_and_never_recorded(build: Build, tmp_path: Path) -> None:
    """The request goes out with the token, and stands in the record without it."""
    core = build()
    flow = core.sessions.login("primary")
    next(flow)
    with pytest.raises(StopIteration):
        flow.send(answer(200, {"token": "t-0123456789"}))
    passed = admitted(core, request("GET", "/orders"), session="primary")
    assert passed.request.headers.get("Authorization") == "Bearer t-0123456789"
    core.complete(passed, answer(200, {"echo": "t-0123456789"}), SPAN)
    (exchange,) = recorded(tmp_path)
    assert exchange.session == "primary"
    assert (exchange.request.headers.get("Authorization") or "").startswith("Bearer redacted:")
    written = b"".join(file.read_bytes() for file in (tmp_path / "run").iterdir())
    assert b"t-0123456789" not in written


def test_budgets_are_used_up_by_what_passes(build: Build) -> None:
    """Blocked requests cost nothing; requests, creations and what is under way are counted."""
    core = build(mode=Mode.OWNED, budgets=Budgets(requests=3, creations=1, concurrency=2))
    kept(core, request("DELETE", "/orders/4711"))
    first = admitted(core, SUBMIT)
    assert kept(core, SUBMIT).exchange.blocked_by == "guard.budget"
    second = admitted(core, request("GET", "/orders"))
    assert "under way" in (kept(core, request("GET", "/orders")).exchange.error or "")
    core.complete(first, answer(201, {"order": "4711"}), SPAN)
    core.break_off(second, "reset", SPAN)
    admitted(core, request("GET", "/orders"))
    assert "3 requests" in (kept(core, request("GET", "/orders")).exchange.error or "")


def test_counts_add_up(build: Build) -> None:
    """What was received was forwarded, blocked or refused."""
    core = build(mode=Mode.OWNED)
    core.complete(admitted(core, request("GET", "/orders")), answer(200), SPAN)
    kept(core, request("DELETE", "/shop"))
    core.receive()
    core.refuse(Request("GET", "/"), "not HTTP")
    counts = core.counts
    assert (counts.received, counts.forwarded, counts.blocked, counts.refused) == (3, 1, 1, 1)


def test_a_notification_is_an_inbound_exchange(build: Build, tmp_path: Path) -> None:
    """What a target posts to us is recorded with its token, and is none of what we received from clients."""
    core = build()
    core.notice(request("POST", "/__harness__/callback/t1", b"{}"), Response(204), "t1")
    (exchange,) = recorded(tmp_path)
    assert (exchange.direction, exchange.sender) == (Direction.INBOUND, Sender("target", "t1"))
    assert exchange.response == Response(204)
    assert (core.counts.inbound, core.counts.received) == (1, 0)


def test_recent_exchanges_can_be_asked_for(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are remembered, so many and no more."""
    monkeypatch.setattr("harness.door.core.REMEMBERED", 2)
    core = build()
    done = [core.complete(admitted(core, request("GET", "/orders")), answer(200), SPAN) for _ in range(3)]
    assert core.exchange(done[2].id) == done[2]
    assert core.exchange(done[1].id) == done[1]
    with pytest.raises(KeyError):
        core.exchange(done[0].id)
