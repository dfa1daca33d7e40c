from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.emulation import Call, EmulatorSettings
from harness.exchange import Request
from tests.vendors.iics.emulator.desk import LOG, LONG, MONITOR, SHORT, Desk, refusal


@pytest.mark.parametrize(
    ("method", "target"),
    [("GET", MONITOR), ("POST", "/saas/api/v2/job"), ("POST", "/saas/api/v2/user/logout"), ("GET", "/none")],
)
def test_without_a_session_nothing_is_told(desk: Desk, method: str, target: str) -> None:
    """Not even which resources there are."""
    for token in ("", "wrong"):
        assert refusal(desk.ask(method, target, {}, icSessionId=token)) == (401, "AUTH_01")


@pytest.mark.parametrize("target", ["/saas/api/v2/job/", "/api/v2/job", "/api/v2/job/"])
def test_addresses_are_taken_as_clients_write_them(desk: Desk, target: str) -> None:
    """With a slash at the end, and with or without the application's own path."""
    assert desk.ask("POST", target, SHORT).status == 200


def test_header_names_have_no_letter_case(desk: Desk) -> None:
    """The client infapy writes icSessionID."""
    assert desk.send("GET", MONITOR, icSessionID=desk.token).status == 200


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    """Another path, or another method."""
    for method, target in (("GET", "/saas/api/v2/job"), ("DELETE", LOG), ("POST", f"{LOG}/x"), ("GET", "/x")):
        assert refusal(desk.ask(method, target))[0] == 404


def test_a_snapshot_brings_everything_back(desk: Desk) -> None:
    """Runs, sessions and counts are as they were, however often it is restored."""
    desk.start(LONG)
    name = desk.emulator.snapshot()
    for _ in range(2):
        assert desk.start(LONG)["runId"] == 2
        desk.stop(LONG)
        desk.ask("POST", "/saas/api/v2/user/logout")
        desk.emulator.restore(name)
        assert desk.states() == ["INITIALIZED"]


def test_a_reset_empties_the_organisation(desk: Desk) -> None:
    """Sessions go, too."""
    desk.start(LONG)
    desk.emulator.reset()
    assert desk.ask("GET", MONITOR).status == 401
    desk.token = desk.login()["icSessionId"]
    assert desk.start(LONG)["runId"] == 1


def test_conditions_stand_before_every_resource(desk: Desk) -> None:
    """A service that is out of order answers 500, to a login as well; users without privileges get 403."""
    for name, status in (("out-of-order", 500), ("no-privileges", 403)):
        desk.emulator.impose([name])
        assert refusal(desk.ask("GET", MONITOR))[0] == status
        assert refusal(desk.send("POST", "/ma/api/v2/user/login", b"{}"))[0] == status
    desk.emulator.impose(())
    assert desk.states() == []


def test_an_expired_session_is_told_by_the_version_that_was_asked(desk: Desk) -> None:
    """The fault that ends sessions answers as the resource would."""
    application = desk.emulator.application
    old = application.expired(Call(Request("GET", MONITOR), 0, "http://x"))
    new = application.expired(Call(Request("POST", "/saas/public/core/v3/lookup"), 0, "http://x"))
    assert (refusal(old)[0], new.status, set(json.loads(new.body))) == (401, 401, {"error"})


def test_runs_are_counted_and_described(desk: Desk) -> None:
    """The control API shows the truth that callers cannot see."""
    desk.start(LONG)
    [run] = desk.emulator.application.jobs(desk.emulator.clock.now())
    assert (run["state"], run["task"], desk.emulator.describe()["jobs"]) == ("INITIALIZED", "Load_Ledger", 1)


DESK = Desk()


@given(
    st.sampled_from(["GET", "POST", "PUT"]),
    st.sampled_from(
        ["/saas/api/v2/job", "/saas/api/v2/job/stop", LOG, MONITOR, "/ma/api/v2/user/login", "/"]
    ),
    st.text(max_size=20),
    st.binary(max_size=60)
    | st.sampled_from([b"[" * 5000, b"<a>" * 500, b'{"taskName":{}}', b"<!DOCTYPE a><a/>"]),
    st.sampled_from(["application/json", "application/xml", "text/xml;charset=utf-16", ""]),
)
def test_nothing_makes_it_fall_over(method: str, path: str, query: str, body: bytes, kind: str) -> None:
    """Whatever a request holds, it is answered, and never with a 500."""
    headers = {"icSessionId": DESK.token, "Content_Type": kind, "Accept": kind}
    answer = DESK.send(method, f"{path}?{query}", body, **headers)
    assert answer.status in {200, 400, 401, 403, 404}


def test_no_document_opens_a_file(desk: Desk, tmp_path: Path) -> None:
    """An external entity is refused before anything is looked at."""
    secret = tmp_path / "secret"
    secret.write_text("treasure", encoding="utf-8")
    body = f'<!DOCTYPE job [<!ENTITY x SYSTEM "file://{secret}">]><job><taskName>&x;</taskName></job>'
    answer = desk.send(
        "POST", "/saas/api/v2/job", body.encode(), icSessionId=desk.token, Content_Type="application/xml"
    )
    assert (answer.status, b"treasure" in answer.body) == (400, False)


def test_the_log_may_be_full_from_the_start() -> None:
    """For measurements of an organisation that has been at work."""
    desk = Desk(EmulatorSettings(prefill=300))
    assert len(desk.get(LOG)) == 200
    assert desk.start(SHORT)["runId"] == 3
