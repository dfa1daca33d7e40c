from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, cast

import pytest

from harness.exchange import Request, Response, Sender
from harness.flow import Flow, JobRef, Modified, Outcome, Reading, Submitted, Wait
from harness.target import Length, Mode, WorkItem
from harness.traffic.client import Reply
from harness.traffic.playing import Player, play_scenarios
from harness.traffic.scenarios import Deed, Step
from harness.vendor import Vendor

SHORT = WorkItem("short", Length.SHORT, {})
SUBMIT = Step(Deed.SUBMIT, "short")


class Flows:
    """Flows of a vendor whose requests say what they are for."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Submit; the answer's body is the job's key."""
        response = yield Request("PUT", f"/{work.name}/{tag}")
        taken = response is not None and response.status == 201
        job = JobRef(response.body.decode()) if taken and response else None
        return Submitted(Outcome.DONE if taken else Outcome.SERVER, job)

    def status(self, job: JobRef) -> Flow[Reading]:
        """Ask for a job; it has ended when the body says so."""
        response = yield Request("GET", f"/{job.key}")
        return Reading(job, present=True, ended=response is not None and response.body == b"ended")

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List jobs by tag."""
        yield Request("GET", f"/?tag={tag}")
        return ()

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Change a job."""
        yield Request("POST", f"/{job.key}/{verb}")
        return Modified(Outcome.DONE)

    def output(self, job: JobRef) -> Flow[bytes]:
        """Wait a little, then fetch output."""
        yield Wait(0.25)
        yield Request("GET", f"/{job.key}/output")
        return b""

    clean = modify


@dataclass
class Stand:
    """A target that takes jobs J1, J2 and so on, each ended after a number of looks."""

    looks: int = 2
    takes: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    senders: list[Sender | None] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Answer, and keep what was asked by whom."""
        self.asked.append((f"{request.method} {request.target}", session))
        self.senders.append(sender)
        if request.method == "PUT":
            number = sum(asked.startswith("PUT") for asked, _ in self.asked)
            return Reply(Response(201 if self.takes else 500, body=f"J{number}".encode()))
        self.looks -= 1
        return Reply(Response(200, body=b"ended" if self.looks < 0 else b"running"))

    @property
    def lines(self) -> list[str]:
        """What was asked, without by whom."""
        return [line for line, _ in self.asked]


@pytest.fixture
def stand() -> Stand:
    """Give a target."""
    return Stand()


def _tags() -> Iterator[str]:
    return (f"T{number}" for number in count())


@pytest.fixture
def player(stand: Stand) -> Player:
    """Give a player at the target."""

    @dataclass
    class Named:
        flows: Flows = field(default_factory=Flows)

    vendor = cast("Vendor", Named())
    return Player(vendor, cast("Any", None), Mode.OWNED, stand, stand.waits.append, (SHORT,), _tags())


def test_steps_become_the_vendors_requests_in_order(player: Player, stand: Stand) -> None:
    """Each step runs its flow, about the job that the scenario's submit brought."""
    steps = (SUBMIT, Step(Deed.STATUS), Step(Deed.FIND), Step(Deed.CHANGE, "hold"), Step(Deed.OUTPUT))
    result = play_scenarios(player, [steps])
    assert stand.lines == ["PUT /short/T0", "GET /J1", "GET /?tag=T0", "POST /J1/hold", "GET /J1/output"]
    assert (result.scenarios, result.requests, result.ended_early) == (1, 5, None)
    assert result.outcomes == {"submit: done": 1, "hold: done": 1}


def test_waits_pass_through_the_given_wait(player: Player, stand: Stand) -> None:
    """Waits of steps and of flows go to the injected function; nothing else waits."""
    play_scenarios(player, [(SUBMIT, Step(Deed.WAIT, seconds=1.5), Step(Deed.OUTPUT))])
    assert stand.waits == [1.5, 0.25]


def test_each_submit_is_a_job_of_its_own(player: Player, stand: Stand) -> None:
    """Steps find the job of the submit that they count, under a fresh tag each."""
    play_scenarios(player, [(SUBMIT, SUBMIT, Step(Deed.FIND, job=1), Step(Deed.STATUS, job=0)), (SUBMIT,)])
    assert stand.lines == ["PUT /short/T0", "PUT /short/T1", "GET /?tag=T1", "GET /J1", "PUT /short/T2"]


def test_awaiting_the_end_looks_until_it_has_come(player: Player, stand: Stand) -> None:
    """The job is asked for, with growing pauses, until it has ended, and no longer."""
    play_scenarios(player, [(SUBMIT, Step(Deed.AWAIT_END))])
    assert stand.lines[1:] == ["GET /J1"] * 3
    assert stand.waits == sorted(stand.waits)
    assert len(stand.waits) == 2


def test_a_job_that_does_not_end_is_left_running(player: Player, stand: Stand) -> None:
    """Awaiting the end gives up after its pauses, and the scenario goes on."""
    stand.looks = 1000
    play_scenarios(player, [(SUBMIT, Step(Deed.AWAIT_END), Step(Deed.CHANGE, "cancel"))])
    assert stand.lines[-1] == "POST /J1/cancel"
    assert 10 < sum(stand.waits) < 20


def test_a_job_that_was_not_taken_is_only_looked_for(player: Player, stand: Stand) -> None:
    """Without a job nothing can be asked of it, but a list by its tag may show one after all."""
    stand.takes = False
    about = (Deed.STATUS, Deed.OUTPUT, Deed.CHANGE, Deed.AWAIT_END, Deed.FIND)
    result = play_scenarios(player, [(SUBMIT, *(Step(deed, "hold") for deed in about))])
    assert stand.lines == ["PUT /short/T0", "GET /?tag=T0"]
    assert result.outcomes == {"submit: server": 1}


def test_every_request_says_its_scenario_and_session(player: Player, stand: Stand) -> None:
    """The sender numbers the scenario from one; a step's session is the one it is sent in."""
    heard: list[Sender] = []
    steps = (SUBMIT, Step(Deed.STATUS, session="other"))
    play_scenarios(player, [(SUBMIT,), steps], on_case=heard.append)
    assert heard == stand.senders == [Sender("scenario", n) for n in ("1", "2", "2")]
    assert [session for _, session in stand.asked] == ["primary", "primary", "other"]


def test_stopping_ends_between_scenarios(player: Player, stand: Stand) -> None:
    """When told to stop, the scenario under way is finished, and the result says that it stopped."""
    result = play_scenarios(player, [(SUBMIT, Step(Deed.STATUS))] * 5, stop=lambda: len(stand.asked) >= 3)
    assert (result.scenarios, len(stand.asked), result.ended_early) == (2, 4, "stopped")


def test_work_is_found_by_its_name(player: Player, stand: Stand) -> None:
    """A submit names its work item."""
    second = WorkItem("second", Length.LONG, {})
    play_scenarios(replace(player, work=(SHORT, second)), [(Step(Deed.SUBMIT, "second"),)])
    assert stand.lines == ["PUT /second/T0"]
