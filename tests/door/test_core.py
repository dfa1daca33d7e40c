"""The door without transport: admitted or kept, noted before it leaves, recorded when it ends."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from harness.clock import VirtualClock
from harness.contract import Match
from harness.door import Admitted, Asked, DoorCore, Kept, Span
from harness.exchange import Direction, Exchange, Passage, Request, Response, Sender
from harness.flow import JobRef
from harness.guard import Subjects
from harness.ledger import EntryState, read_ledger
from harness.record import read_exchanges
from harness.target import Budgets, Mode
from tests import bakery
from tests.bakery import answer, request
from tests.door.conftest import Build

SPAN = Span(10, 20)
SUBMIT = request("PUT", "/orders", b"tag=RUN1")


def admitted(core: DoorCore, tried: Request, **asked: object) -> Admitted:
    """Return what the door made of a request that must pass."""
    core.receive()
    passed = core.admit(replace(Asked(tried), **asked))  # type: ignore[arg-type] # by name
    assert isinstance(passed, Admitted)
    return passed


def kept(core: DoorCore, tried: Request) -> Kept:
    """Return what the door made of a request that must not pass."""
    core.receive()
    blocked = core.admit(Asked(tried))
    assert isinstance(blocked, Kept)
    return blocked


def recorded(tmp_path: Path) -> list[Exchange]:
    """Return what stands in the record."""
    return list(read_exchanges(tmp_path / "run"))


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


def test_an_intent_is_on_disk_before_the_request_may_leave(build: Build, tmp_path: Path) -> None:
    """When a submit is admitted, the ledger file already says what it is about to create."""
    core = build(mode=Mode.OWNED)
    passed = admitted(core, SUBMIT)
    (entry,) = read_ledger(tmp_path / "run").left()
    assert (entry.exchange, entry.tag, entry.state) == (passed.id, "RUN1", EntryState.INTENT)


def test_what_cannot_be_noted_does_not_leave(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the ledger cannot be written, as on a full disk, nothing is created."""
    core = build(mode=Mode.OWNED)

    def full(_line: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(core.ledger._journal, "append", full)
    assert kept(core, SUBMIT).exchange.blocked_by == "guard.defect"
    assert (core.counts.forwarded, core.counts.blocked, core.counts.under_way) == (0, 1, 0)
    admitted(core, request("GET", "/orders"))


@pytest.mark.parametrize(
    ("response", "state"),
    [
        (answer(201, {"order": "4711"}), EntryState.CREATED),
        (answer(400, {}), EntryState.FAILED),
        (answer(500), EntryState.UNCERTAIN),
        (answer(200, {}), EntryState.UNCERTAIN),
    ],
)
def test_the_answer_settles_the_intent(
    build: Build, tmp_path: Path, response: Response, state: EntryState
) -> None:
    """Created, turned down, or not known: what the answer says stands in the ledger."""
    core = build(mode=Mode.OWNED)
    core.complete(admitted(core, SUBMIT), response, SPAN)
    assert [entry.state for entry in read_ledger(tmp_path / "run").entries] == [state]


@pytest.mark.parametrize(("sends", "state"), [(1, EntryState.UNCERTAIN), (0, EntryState.FAILED)])
def test_what_got_no_answer_may_have_happened_unless_it_never_left(
    build: Build, tmp_path: Path, sends: int, state: EntryState
) -> None:
    """A broken submit is uncertain; one of which no byte was sent created nothing."""
    core = build(mode=Mode.OWNED)
    exchange = core.break_off(admitted(core, SUBMIT), "reset", Span(1, 2, sends))
    assert (exchange.passage, exchange.error, exchange.sends) == (Passage.BROKEN, "reset", sends)
    assert [entry.state for entry in read_ledger(tmp_path / "run").entries] == [state]
    assert (core.counts.broken, core.counts.unsent) == (1, 1 - sends)


def test_what_we_created_may_be_changed_and_is_settled_when_deleted(build: Build, tmp_path: Path) -> None:
    """From its creation an order may be touched, by this run, until it is gone."""
    core = build(mode=Mode.OWNED)
    delete = request("DELETE", "/orders/4711")
    kept(core, delete)
    core.complete(admitted(core, SUBMIT), answer(201, {"order": "4711"}), SPAN)
    core.complete(admitted(core, delete), answer(200), SPAN)
    assert [entry.state for entry in read_ledger(tmp_path / "run").entries] == [EntryState.CLEANED]


def test_a_request_that_cannot_be_read_stays_here(build: Build) -> None:
    """When a vendor's reader breaks, the request is kept, whatever the mode."""

    class Broken(bakery.Reader):
        def subjects(self, match: Match, request: Request) -> Subjects:
            raise RuntimeError(f"a defect: {match.operation.id} {request.method}")

    core = build(vendor=bakery.Bakery(reader=Broken()))
    blocked = kept(core, request("GET", "/orders"))
    assert blocked.exchange.blocked_by == "guard.defect"
    assert "a defect: listOrders GET" in (blocked.exchange.error or "")


def test_a_ledger_that_cannot_be_kept_is_a_defect_and_no_lost_record(build: Build, tmp_path: Path) -> None:
    """What breaks after the answer came is told as our own defect; the exchange is recorded."""

    class Broken(bakery.Reader):
        def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
            raise RuntimeError(f"a defect: {match.role} {request.method} {response.status}")

    core = build(vendor=bakery.Bakery(reader=Broken()))
    core.complete(admitted(core, SUBMIT), answer(201, {"order": "4711"}), SPAN)
    assert [exchange.passage for exchange in recorded(tmp_path)] == [Passage.ANSWERED]
    assert "a defect: submit PUT 201" in core.defects[0]
    assert [entry.state for entry in read_ledger(tmp_path / "run").left()] == [EntryState.INTENT]


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


def test_a_clients_own_password_is_never_written(build: Build, tmp_path: Path) -> None:
    """A password that a client sends by Basic is cut even where the target echoes it."""
    core = build()
    basic = request("GET", "/orders", Authorization="Basic YW5uYTpzd29yZGZpc2g=")
    core.complete(admitted(core, basic), answer(200, {"note": "swordfish is wrong"}), SPAN)
    written = (tmp_path / "run" / "exchanges.ndjson").read_bytes()
    assert b"swordfish" not in written
    assert b"YW5uYTpzd29yZGZpc2g=" not in written
