from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from harness.contract import load_contract
from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.flow import Flow
from harness.session import Session
from harness.target import Credentials
from harness.traffic.memory import Memory
from harness.traffic.refusals import RefusalPlan, RefusalsResult, refuse
from tests.traffic.jobs_service import CONTRACT, Reader, Service

JSON = Headers.of([("Content-Type", "application/json")])
USERS = {"primary": Credentials("ME", "SECRET"), "other": Credentials("YOU", "SECRET")}


class Scheme:
    """Logs in by a password in a header."""

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Ask for a session."""
        answer = yield Request("POST", "/login", Headers.of([("X-Login", credentials.password)]))
        if answer is None or answer.status != 200:
            raise TargetError("refused")
        return Session(Headers.of([("X-Token", "t")]))

    def logout(self, session: Session) -> Flow[None]:
        """End it."""
        yield Request("POST", "/logout", session.headers)

    def dress(self, request: Request, session: Session | None) -> Request:
        """Take credentials off, or put them on."""
        bare = request.headers.without("X-Login", "X-Token")
        return replace(request, headers=Headers((*bare.fields, *(session.headers if session else ()))))


@dataclass
class Stand:
    """The service with what refusals are played by."""

    service: Service
    memory: Memory
    bare: Service
    path: Path
    waits: list[float] = field(default_factory=list)
    imposed: list[tuple[str, ...]] = field(default_factory=list)

    def impose(self, *names: str) -> None:
        """Go down, or come up again."""
        self.imposed.append(names)
        self.service.down = "down" in names

    def refuse(self, stop: Callable[[], bool] = lambda: False, **changes: object) -> RefusalsResult:
        """Ask for refusals."""
        vendor = SimpleNamespace(scheme=Scheme(), reader=Reader())
        plan = RefusalPlan(
            vendor,  # type: ignore[arg-type]  # the two parts that are used
            USERS,
            self.memory,
            self.bare,
            self.waits.append,
            {"down": "nothing is served"},
            self.impose,
        )
        return refuse(replace(plan, **changes), stop=stop)  # type: ignore[arg-type]

    def sent(self, why: str) -> list[tuple[str, Request]]:
        """Return session and request of what was sent for a reason."""
        return [(session, request) for case, session, request in self.service.asked if case.startswith(why)]


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    """Give the service after it was asked for everything once."""
    path = tmp_path / "jobs.yaml"
    path.write_text(CONTRACT)
    contract = load_contract(path)
    service = Service(contract)
    stand = Stand(service, Memory(service, contract, Reader()), Service(contract), path)
    stand.memory.ask(Request("POST", "/jobs", JSON, b"{}"))
    for method in ("GET", "DELETE"):
        stand.memory.ask(Request(method, "/jobs/41?since=x", Headers.of([("X-Reason", "none")])))
    service.asked.clear()
    return stand


def test_everybody_is_turned_away_from_everything(stand: Stand) -> None:
    """Each operation is asked for by nobody, by who has logged out, and by every other user."""
    stand.refuse()
    for session in ("none", "expired", "logged-out", "other"):
        assert [asked for asked, _ in stand.sent(f"refusal/{session}/")] == [session] * 3


def test_requests_are_about_a_job_that_is_there(stand: Stand) -> None:
    """The sample's job is gone, so one is made as it was made; when that goes, another."""
    stand.refuse()
    made = stand.sent("refusal-setup/start")
    assert {request.body for _, request in made} == {b"{}"}
    once, twice = (stand.sent(f"refusal/{why}/stop") for why in ("once", "twice"))
    assert once == twice
    assert once[0][1].target not in ("/jobs/41?since=x", stand.sent("refusal/other/stop")[0][1].target)
    assert stand.waits == [0.2] * len(made)


def test_one_thing_is_wrong_at_a_time(stand: Stand) -> None:
    """Each breach of each sample is sent in the primary user's name, and so is a job that nobody knows."""
    stand.refuse()
    assert [session for session, _ in stand.sent("refusal/without-X-Reason/")] == ["primary", "primary"]
    ((_, look), (_, stop)) = stand.sent("refusal/unknown-job/")
    assert look.target == stop.target == "/jobs/99999999?since=x"


def test_logins_are_asked_for_as_they_are_made(stand: Stand) -> None:
    """A wrong password comes once; a login and a logout come whole, without credentials, and twice."""
    stand.bare.jobs["login"] = b""
    stand.refuse(conditions={})
    asked = [(case, request.target) for case, _, request in stand.bare.asked]
    assert asked[0] == ("refusal/login/session", "/login")
    assert [request.headers.get("X-Login") for _, _, request in stand.bare.asked[:2]] == ["WRONG", "SECRET"]
    assert [target for case, target in asked if case == "refusal/none/session"] == ["/login", "/logout"]
    assert [target for case, target in asked if case == "refusal/twice/session"] == ["/login", "/logout"]


def test_what_may_leave_a_trace_is_done_apart(stand: Stand) -> None:
    """Other examples of sessions may work, so they are sent only where all of it can be undone."""
    text = CONTRACT.replace("operationId: start\n", "operationId: start\n      security: []\n").replace(
        "x-job-effect: create\n      x-job-role: submit", "x-job-effect: session"
    )
    path = stand.path.with_name("sessions.yaml")
    path.write_text(text.replace("{ type: object } }", "{ type: object }, example: { a: 1 } }"))
    memory = Memory(stand.service, load_contract(path), Reader())
    depth: list[int] = []

    @contextmanager
    def apart() -> Iterator[None]:
        depth.append(len(stand.bare.asked))
        yield
        depth.append(len(stand.bare.asked))

    stand.refuse(memory=memory, conditions={})
    assert [request for _, _, request in stand.bare.asked if request.target == "/jobs"] == []
    stand.bare.asked.clear()
    stand.refuse(memory=memory, conditions={}, apart=apart)
    numbers = [number for number, (_, _, request) in enumerate(stand.bare.asked) if request.target == "/jobs"]
    assert depth[0] <= numbers[0] <= numbers[-1] < depth[1]
    assert ("refusal/twice/session", b'{"a":1}') in [(c, r.body) for c, _, r in stand.bare.asked]


def test_conditions_last_no_longer_than_their_requests(stand: Stand) -> None:
    """What was never refused so is asked for while a condition lasts; then all is as it was."""
    stand.refuse()
    assert stand.imposed[0] == ("down",)
    assert stand.imposed[-1] == ()
    assert ("look", "5XX") in stand.memory.seen
    assert len(stand.sent("impaired/down/")) == 3


def test_it_ends_when_asked_to(stand: Stand) -> None:
    """No request more is sent, and no condition stays."""
    left = iter([False] * 5)
    result = stand.refuse(stop=lambda: next(left, True))
    assert (result.requests, result.ended_early) == (5, "stopped")
    assert len(stand.service.asked) == 5
    assert stand.imposed == [()]


def test_equal_memories_ask_alike(stand: Stand, tmp_path: Path) -> None:
    """What is asked depends on the samples alone."""
    del tmp_path
    stand.refuse()
    first = [(case, session) for case, session, _ in stand.service.asked]
    stand.service.asked.clear()
    stand.memory.seen -= {pair for pair in stand.memory.seen if pair[1] == "5XX"}
    stand.refuse()
    assert [(case, session) for case, session, _ in stand.service.asked] == first


def test_without_users_nobody_logs_in(stand: Stand) -> None:
    """A target without configured users is asked for nothing that needs one."""
    stand.refuse(sessions={})
    assert stand.bare.asked == []


def test_a_response_of_no_operation_is_no_sample(stand: Stand) -> None:
    """What the contract does not know teaches nothing."""
    before = dict(stand.memory.samples)
    assert stand.memory.ask(Request("GET", "/nothing")).response == Response(404)
    assert stand.memory.samples == before
