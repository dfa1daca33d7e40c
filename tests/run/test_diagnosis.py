from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.contract import Lifecycle
from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.finding import Source
from harness.run import diagnosis
from harness.run.diagnosis import State
from harness.target import Length, Mode, Target, Tls, WorkItem
from harness.vendor import About

TARGET = Target("test", "zosmf", ("https://mvs1",), Mode.OWNED)
LIFECYCLE = Lifecycle(
    (), (), (), (), {"cancel": {}, "hold": {}}, (), (), ended_listed=True, source=Source("here")
)


def met(status: int = 200, date: str | None = None, **changes: Any) -> Exchange:
    """Return an exchange answered with ``status`` that began at 08:00:00 and took 2 s."""
    headers = Headers.of([("Date", date)] if date else [])
    answered = Exchange(
        "x1",
        "zosmf",
        Request("GET", "/"),
        Response(status, headers),
        Passage.ANSWERED,
        begun_ns=0,
        ended_ns=2_000_000_000,
        wall="2026-01-05T08:00:00+00:00",
    )
    return replace(answered, **changes)


def broken(error: str) -> Exchange:
    """Return an exchange that got no answer, for the reason given."""
    return met(response=None, passage=Passage.BROKEN, error=error)


def test_an_address_answers_or_says_why_not() -> None:
    """Any answer will do; without one the reason is shown."""
    assert diagnosis.address(TARGET, met(404)).state is State.OK
    silent = diagnosis.address(TARGET, broken("no route to host"))
    assert silent.state is State.FAILED
    assert "no route to host" in silent.detail


def test_a_refused_certificate_is_no_fault_of_the_address() -> None:
    """Where TLS fails, the address is right and the certificate is the trouble, with a mend."""
    refused = broken("[SSL: CERTIFICATE_VERIFY_FAILED] unable to get local issuer certificate")
    assert diagnosis.address(TARGET, refused).state is State.OK
    told = diagnosis.encryption(TARGET, refused)
    assert told.state is State.FAILED
    assert "tls.ca" in told.mend


@pytest.mark.parametrize(
    ("target", "state", "word"),
    [
        (TARGET, State.OK, "system"),
        (replace(TARGET, tls=Tls(ca=Path("/ca.pem"))), State.OK, "/ca.pem"),
        (replace(TARGET, upstreams=("http://127.0.0.1:1",)), State.OK, "this machine"),
        (replace(TARGET, upstreams=("https://mvs1", "http://mvs2")), State.WARNING, "http://mvs2"),
    ],
)
def test_credentials_in_clear_are_warned_of(target: Target, state: State, word: str) -> None:
    """Plain HTTP is fine on this machine only, for every upstream."""
    told = diagnosis.encryption(target, met())
    assert told.state is state
    assert word in told.detail


def test_tls_of_a_silent_server_is_not_known() -> None:
    """Without a connection nothing is said of certificates."""
    assert diagnosis.encryption(TARGET, broken("connection refused")).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("exchange", "state"),
    [
        (met(200), State.OK),
        (met(403), State.OK),
        (met(401), State.FAILED),
        (met(passage=Passage.BLOCKED, response=None, blocked_by="session.login", error="no"), State.FAILED),
        (met(passage=Passage.BLOCKED, response=None, blocked_by="guard.budget"), State.UNKNOWN),
        (broken("reset"), State.UNKNOWN),
    ],
)
def test_a_login_is_taken_unless_it_is_refused(exchange: Exchange, state: State) -> None:
    """Only a refusal of the credentials fails a login; missing rights are another matter."""
    assert diagnosis.login("primary", "ME", exchange).state is state


@pytest.mark.parametrize(
    ("exchange", "state"),
    [
        (met(204), State.OK),
        (met(403), State.FAILED),
        (met(500), State.FAILED),
        (broken("reset"), State.UNKNOWN),
    ],
)
def test_reading_the_list_is_a_right_that_every_run_needs(exchange: Exchange, state: State) -> None:
    """A list that is refused or fails means that a session cannot be used."""
    assert diagnosis.rights("primary", exchange).state is state


@pytest.mark.parametrize(
    ("date", "state", "word"),
    [
        (None, State.UNKNOWN, "no Date"),
        ("yesterday", State.UNKNOWN, "no date"),
        ("Mon, 05 Jan 2026 08:00:01 GMT", State.OK, "within"),
        ("Mon, 05 Jan 2026 08:00:05 GMT", State.OK, "within"),
        ("Mon, 05 Jan 2026 07:59:56 GMT", State.OK, "within"),
        ("Mon, 05 Jan 2026 08:00:11 GMT", State.WARNING, "10 s ahead"),
        ("Mon, 05 Jan 2026 07:50:00 GMT", State.WARNING, "behind"),
        ("Mon, 05 Jan 2026 09:00:01 -0000", State.WARNING, "ahead"),
    ],
)
def test_clocks_are_compared_at_the_middle_of_the_exchange(date: str | None, state: State, word: str) -> None:
    """The Date header is held against our clock at that moment, to five seconds."""
    told = diagnosis.clock(met(date=date))
    assert told.state is state
    assert word in told.detail


def test_a_release_is_guessed_or_not() -> None:
    """What the server says of itself is shown, with the level where it tells."""
    assert diagnosis.release(None).state is State.UNKNOWN
    assert diagnosis.release(About("z/OSMF", "27", "z/OS 2.4")).detail == "z/OSMF 27, which is z/OS 2.4"
    assert diagnosis.release(About("z/OSMF", "99")).detail == "z/OSMF 99"


def work(*verbs: str) -> tuple[WorkItem, ...]:
    """Return one work item that ``verbs`` may touch."""
    return (WorkItem("quick", Length.SHORT, {}, verbs),)


@pytest.mark.parametrize(
    ("changes", "state", "word"),
    [
        ({"mode": Mode.READ_ONLY}, State.OK, "nothing is submitted"),
        ({}, State.WARNING, "no work items"),
        ({"work": work("cancel")}, State.OK, "quick"),
        ({"work": work("cancel", "cancle")}, State.FAILED, "cancle"),
        ({"work": work("cancle"), "mode": Mode.READ_ONLY}, State.FAILED, "cancle"),
    ],
)
def test_work_is_there_and_names_verbs_that_exist(
    changes: Mapping[str, Any], state: State, word: str
) -> None:
    """A run that may submit needs work items, and each verb that they name must be one of the vendor's."""
    told = diagnosis.work(replace(TARGET, **changes), LIFECYCLE)
    assert told.state is state
    assert word in told.detail


def test_the_first_failure_decides() -> None:
    """Warnings and unknowns do not keep a target from being ready."""
    fine = diagnosis.release(None)
    failed = diagnosis.rights("primary", met(403))
    assert diagnosis.worst([fine, failed]) is failed
    assert diagnosis.worst([fine]) is None
    assert failed.document()["state"] == "failed"
