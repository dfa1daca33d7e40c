from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest

from harness.contract import Contract, load_contract
from harness.exchange import Headers, Request, Response, Sender
from harness.finding import Source
from harness.resources import resource
from harness.target import Credentials, Mode
from harness.traffic.client import Reply
from harness.traffic.documented import OWN, Documented, Setup
from harness.traffic.playing import Player
from harness.traffic.replay import replay
from harness.vendors.zosmf import VENDOR

JOB = b'{"jobname":"HX1","jobid":"JOB00123","status":"%s"}'
READ = Documented(
    "read",
    Source("a test"),
    "GET",
    "/zosmf/restjobs/jobs/NOSUCHJB/JOB99999",
    Headers(),
    "",
    "primary",
    None,
    {},
)
OF_JOB = replace(
    READ,
    id="of-job",
    target="/zosmf/restjobs/jobs/{jobname}/{jobid}?step-data=Y",
    setup=Setup("short", "OUTPUT"),
)
PURGE = replace(OF_JOB, id="purge", method="DELETE", target="/zosmf/restjobs/jobs/{jobname}/{jobid}")
STRANGER = replace(PURGE, id="stranger", target="/zosmf/restjobs/jobs/PAYROLL/JOB00001", setup=None)
UNKNOWN = replace(READ, id="unknown", target="/zosmf/restjobs/jobs/)))")


@dataclass
class Stand:
    """A z/OSMF of one job, which goes through ``states``, one a look."""

    states: list[bytes] = field(default_factory=lambda: [b"INPUT", b"ACTIVE", b"OUTPUT"])
    status: int = 201
    asked: list[tuple[Sender | None, Request, str | None]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Answer a submit or a look at the job."""
        self.asked.append((sender, request, session))
        if request.method == "PUT":
            return Reply(Response(self.status, body=JOB % b"INPUT"))
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        return Reply(Response(200, body=JOB % state))

    @property
    def lines(self) -> list[str]:
        """What was asked: kind of sender, method and last part of the target."""
        return [f"{s.kind if s else ''} {r.method} {r.target.rsplit('/', 1)[1]}" for s, r, _ in self.asked]


@pytest.fixture
def stand() -> Stand:
    """Give a target."""
    return Stand()


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Give the contract of z/OSMF."""
    return load_contract(resource("openapi/zosmf.yaml"))


@pytest.fixture
def player(stand: Stand, contract: Contract) -> Callable[[Mode], Player]:
    """Give what makes a player at the target in a mode."""

    def build(mode: Mode, **other: Any) -> Player:
        tags: Iterator[str] = (f"HX{number}" for number in count(1))
        return Player(VENDOR, contract, mode, stand, stand.waits.append, other.get("work", VENDOR.work), tags)

    return build


def test_an_exchange_is_sent_when_its_job_is_in_its_state(
    player: Callable[[Mode], Player], stand: Stand
) -> None:
    """The work is submitted, looked at until its state has come, and then the documented request is sent."""
    result = replay(player(Mode.OWNED), [OF_JOB])
    assert stand.lines == [
        "documented-setup PUT jobs",
        *["documented-setup GET JOB00123"] * 3,
        "documented GET JOB00123?step-data=Y",
    ]
    assert len(stand.waits) == 2
    assert (result.sent, result.requests, result.problems) == (1, 5, [])


def test_what_only_an_emulator_has_is_asked_of_no_other(
    player: Callable[[Mode], Player], stand: Stand
) -> None:
    """A real system that lacks it would be blamed for it; emulators alone are talked to without limits."""
    entry = replace(READ, emulator=True)
    assert [replay(player(mode), [entry]).sent for mode in Mode] == [
        int(mode is Mode.UNRESTRICTED) for mode in Mode
    ]
    assert len(stand.asked) == 1


def test_the_record_tells_whose_job_an_exchange_was_about(
    player: Callable[[Mode], Player], stand: Stand
) -> None:
    """Setup and exchange share their case, which names the exchange and its tag."""
    replay(player(Mode.OWNED), [OF_JOB, READ])
    cases = [sender.case for sender, _, _ in stand.asked if sender]
    assert cases == [*["of-job/HX1"] * 5, "read/HX2"]


def test_a_session_is_named_for_the_exchange_alone(player: Callable[[Mode], Player], stand: Stand) -> None:
    """An exchange without credentials is sent so; its job was submitted by the primary user."""
    replay(player(Mode.OWNED), [replace(OF_JOB, session="none")])
    sessions = [session for _, _, session in stand.asked]
    assert sessions == ["primary"] * 4 + ["none"]


def test_an_exchange_with_its_own_credentials_is_sent_as_it_is(
    player: Callable[[Mode], Player], stand: Stand
) -> None:
    """User and password of the primary session stand in a header; without them it is not sent."""
    bare = Stand()
    own = replace(READ, session=OWN, headers=Headers((("Authorization", "Basic {basic}"),)))
    with_password = replace(player(Mode.READ_ONLY), bare=bare, credentials=Credentials("IBMUSER", "SYS1"))
    assert replay(with_password, [own]).sent == 1
    ((sender, request, session),) = bare.asked
    assert (sender and sender.kind, session, stand.asked) == ("documented", None, [])
    assert request.headers.get("Authorization") == "Basic SUJNVVNFUjpTWVMx"
    by_certificate = replace(with_password, credentials=Credentials("IBMUSER", ""))
    assert [replay(each, [own]).sent for each in (player(Mode.OWNED), by_certificate)] == [0, 0]


@pytest.mark.parametrize(
    ("mode", "sent"),
    [
        (Mode.READ_ONLY, ["read"]),
        (Mode.OWNED, ["read", "of-job", "purge"]),
        (Mode.UNRESTRICTED, ["read", "of-job", "purge", "stranger", "unknown"]),
    ],
)
def test_only_what_the_mode_allows_is_sent(
    player: Callable[[Mode], Player], stand: Stand, mode: Mode, sent: list[str]
) -> None:
    """Reads anywhere, changes where jobs are ours, and what the contract does not know at emulators only."""
    stand.states = [b"OUTPUT"]
    entries = [READ, OF_JOB, PURGE, STRANGER, UNKNOWN]
    replay(player(mode), entries)
    asked = [s.case.partition("/")[0] for s, _, _ in stand.asked if s and s.kind == "documented"]
    assert asked == sent


def test_an_exchange_without_its_work_is_left_out(player: Callable[..., Player], stand: Stand) -> None:
    """A target that has no such work item gets neither the job nor the request."""
    result = replay(player(Mode.OWNED, work=()), [OF_JOB])
    assert (stand.asked, result.sent, result.problems) == ([], 0, [])


@pytest.mark.parametrize("hindrance", ["refused", "went past", "never came"])
def test_a_job_that_does_not_get_there_is_said(
    player: Callable[[Mode], Player], stand: Stand, hindrance: str
) -> None:
    """Without its job in its state the exchange is not sent, and one line says why."""
    stand.status = 500 if hindrance == "refused" else 201
    stand.states = {"refused": [b""], "went past": [b"OUTPUT"], "never came": [b"INPUT"]}[hindrance]
    result = replay(player(Mode.OWNED), [replace(OF_JOB, setup=Setup("short", "ACTIVE"))])
    assert result.problems == ["of-job: no job of 'short' came to ACTIVE"]
    assert (result.sent, sum(stand.waits) < 20) == (0, True)


def test_time_may_have_to_pass_before_an_exchange(player: Callable[[Mode], Player], stand: Stand) -> None:
    """What is documented of later is asked later, with the job in its state."""
    result = replay(player(Mode.OWNED), [replace(OF_JOB, setup=Setup("short", "OUTPUT", after=61))])
    assert (stand.waits[-1], result.sent) == (61, 1)


def test_stopping_ends_between_exchanges(player: Callable[[Mode], Player], stand: Stand) -> None:
    """When told to stop, no further exchange is begun."""
    heard: list[Sender] = []
    result = replay(player(Mode.OWNED), [READ] * 5, on_case=heard.append, stop=lambda: len(heard) >= 2)
    assert (len(stand.asked), result.ended_early) == (2, "stopped")
