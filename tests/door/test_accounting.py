"""What requests mean for the ledger."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from harness.contract import Match
from harness.door import Span
from harness.exchange import Passage, Request, Response
from harness.flow import JobRef
from harness.ledger import EntryState, read_ledger
from harness.target import Mode
from tests import bakery
from tests.bakery import answer, request
from tests.door.conftest import Build
from tests.door.passage import admitted, kept, recorded

SPAN = Span(10, 20)
SUBMIT = request("PUT", "/orders", b"tag=RUN1")


def test_an_intent_is_on_disk_before_the_request_may_leave(build: Build, tmp_path: Path) -> None:
    """When a submit is admitted, the ledger file already says what it is about to create."""
    core = build(mode=Mode.OWNED)
    passed = admitted(core, SUBMIT)
    (entry,) = read_ledger(tmp_path / "run").left()
    assert (entry.exchange, entry.tag, entry.state) == (passed.id, "RUN1", EntryState.INTENT)


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


def test_a_refusal_of_a_part_leaves_the_rest_uncertain(build: Build, tmp_path: Path) -> None:
    """A bulk submit may fail in part: what the answer names is ours, the others are to be looked for."""

    class InPart(bakery.Reader):
        def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
            del match, request
            return JobRef("4711", {"tag": "RUN1"}) if response.status == 419 else None

    core = build(vendor=bakery.Bakery(reader=InPart()), mode=Mode.OWNED)
    both = request("PUT", "/orders", b"tag=RUN1\ntag=RUN2")
    core.complete(admitted(core, both), answer(419, {}), SPAN)
    states = [entry.state for entry in read_ledger(tmp_path / "run").entries]
    assert states == [EntryState.CREATED, EntryState.UNCERTAIN]


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


def test_what_cannot_be_noted_does_not_leave(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the ledger cannot be written, as on a full disk, nothing is created."""
    core = build(mode=Mode.OWNED)

    def full(_line: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(core.ledger._journal, "append", full)
    assert kept(core, SUBMIT).exchange.blocked_by == "guard.defect"
    assert (core.counts.forwarded, core.counts.blocked, core.counts.under_way) == (0, 1, 0)
    admitted(core, request("GET", "/orders"))
