from __future__ import annotations

import json

import pytest

from harness.emulation import EmulatorSettings
from harness.emulation.process import start_emulator
from harness.exchange import Headers, Request, Response
from harness.traffic.client import DoorClient
from tests.vendors.iics.emulator.desk import MONITOR, USER, Desk, loaded, refusal

LOGIN = "/ma/api/v2/user/login"
LOGIN_V3, LOOKUP = "/saas/public/core/v3/login", "/saas/public/core/v3/lookup"
VALID = "/saas/api/v2/user/validSessionId"


def test_a_login_returns_where_to_go_and_as_whom(desk: Desk) -> None:
    """A client needs the pod's address and the session id."""
    user = desk.login()
    assert (user["@type"], user["serverUrl"], user["name"]) == ("user", "https://pod.example/saas", USER)
    assert user["icSessionId"] != desk.token


def test_the_pod_has_an_address_of_its_own() -> None:
    """A login at the region's host sends its caller there, and the session is good there."""
    with start_emulator("iics", EmulatorSettings()) as running:
        login, pod = running.upstreams
        body = json.dumps({"@type": "login", "username": USER, "password": "harness"}).encode()
        with DoorClient(login, session=None) as client:
            user = loaded(client.send(Request("POST", LOGIN, body=body)) or Response(0))
        session = Headers.of(icSessionId=user["icSessionId"])
        with DoorClient(pod, session=None) as client:
            assert loaded(client.send(Request("GET", MONITOR, session)) or Response(0)) == []
    assert (user["serverUrl"], login != pod) == (f"{pod}/saas", True)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b'{"username":"harness@example.com","password":"wrong"}', (403, "UI_10000")),
        (b'{"username":"nobody","password":"harness"}', (403, "UI_10000")),
        (b'{"username":"harness@example.com"}', (400, "APP_10001")),
        (b'{"username":"x","password":["harness"]}', (400, "APP_10002")),
        (b"[]", (400, "APP_10000")),
        (b"", (400, "APP_10000")),
    ],
)
def test_a_wrong_login_is_refused(desk: Desk, body: bytes, wanted: tuple[int, str]) -> None:
    """Wrong credentials are refused, missing ones are a wrong request."""
    assert refusal(desk.send("POST", LOGIN, body)) == wanted


def test_a_login_in_xml_is_as_good(desk: Desk) -> None:
    """The root element names the object, its children are the attributes."""
    body = b"<login><username>harness@example.com</username><password>harness</password></login>"
    answer = desk.send("POST", LOGIN, body, Content_Type="application/xml", Accept="application/xml")
    assert answer.headers.get("Content-Type") == "application/xml;charset=UTF-8"
    assert b"<user><id>" in answer.body
    assert b"<serverUrl>https://pod.example/saas</serverUrl>" in answer.body


def test_one_session_serves_both_versions(desk: Desk) -> None:
    """A session of version 3 reads the monitor of version 2, under the other header."""
    body = json.dumps({"username": USER, "password": "harness"}).encode()
    answer = loaded(desk.send("POST", LOGIN_V3, body))
    assert answer["products"] == [{"name": "Integration Cloud", "baseApiUrl": "https://pod.example/saas"}]
    token = answer["userInfo"]["sessionId"]
    assert loaded(desk.send("GET", MONITOR, icSessionId=token)) == []
    assert loaded(desk.send("POST", LOOKUP, b'{"objects":[{"id":"x"}]}', INFA_SESSION_ID=token)) == {
        "objects": []
    }
    assert desk.send("GET", MONITOR, INFA_SESSION_ID=token).status == 401


def test_version_3_refuses_in_its_own_envelope(desk: Desk) -> None:
    """An error of version 3 has no class and no status."""
    answer = desk.send("POST", LOGIN_V3, b'{"username":"a","password":"b"}')
    assert (answer.status, json.loads(answer.body)["error"]["code"]) == (401, "IDS_085")
    answer = desk.send("POST", LOOKUP, b"{}")
    assert (answer.status, json.loads(answer.body)["error"]["code"]) == (401, "AUTH_01")


@pytest.mark.parametrize("path", ["/saas/api/v2/user/logout", "/saas/public/core/v3/logout"])
def test_a_logout_ends_one_session(desk: Desk, path: str) -> None:
    """The body of a logout is empty, and other sessions go on."""
    other = desk.login()["icSessionId"]
    answer = desk.ask("POST", path)
    assert (answer.status, answer.body) == (200, b"")
    assert refusal(desk.ask("GET", MONITOR)) == (401, "AUTH_01")
    assert desk.send("GET", MONITOR, icSessionId=other).status == 200


def test_logoutall_ends_the_sessions_of_everybody(desk: Desk) -> None:
    """It takes a password, not a session, and hits the whole organisation."""
    body = b'{"@type":"logout","username":"other@example.com","password":"harness"}'
    assert loaded(desk.send("POST", "/ma/api/v2/user/logoutall", body))["@type"] == "success"
    assert refusal(desk.ask("GET", MONITOR)) == (401, "AUTH_01")
    assert (
        refusal(desk.send("POST", "/ma/api/v2/user/logoutall", b'{"username":"a","password":"b"}'))[0] == 403
    )


def test_a_session_is_told_to_be_good_for_minutes(desk: Desk) -> None:
    """The number is of minutes, and the question does not keep the session alive."""
    question = {"userName": USER, "icToken": desk.token}
    desk.wait(61)
    answer = loaded(desk.ask("POST", VALID, question))
    assert answer == {"@type": "validatedToken", "timeUntilExpire": 29, "isValidToken": True}
    for user, token in (("other@example.com", desk.token), (USER, "nobody's")):
        assert not loaded(desk.ask("POST", VALID, {"userName": user, "icToken": token}))["isValidToken"]
    assert desk.ask("POST", VALID, {"userName": USER}).status == 400


def test_drifts_of_the_login() -> None:
    """A bad login may be a 400, the organisation orgid, and serverUrl plain."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D26", "D29", "D30"})))
    assert refusal(desk.send("POST", LOGIN, b'{"username":"a","password":"b"}')) == (400, "UI_10000")
    user = desk.login()
    assert (user["serverUrl"], user["orgid"], "orgId" in user) == ("https://pod.example", "0034J9", False)
