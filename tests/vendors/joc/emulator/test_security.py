from __future__ import annotations

import json

import pytest

from tests.vendors.joc.emulator.desk import Desk, basic

IDLE = 15 * 60


def test_a_login_tells_the_token_three_times(desk: Desk) -> None:
    """In the document and in two headers; the time-out is in milliseconds."""
    answer = desk.send("POST", "security/login", Authorization=basic("root", "root"))
    document = json.loads(answer.body)
    assert (
        answer.headers.get("X-Access-Token") == answer.headers.get("access_token") == document["accessToken"]
    )
    assert (document["sessionTimeout"], answer.headers.get("X-JOC-Timeout")) == (900000, "900000")


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (basic("root", "wrong"), 401),
        (basic("root", "root\n"), 401),
        ("Basic", 420),
        ("Basic ???", 420),
        ("Digest cm9vdDpyb290", 200),
    ],
)
def test_a_login_may_be_refused(desk: Desk, header: str, status: int) -> None:
    """A wrong password is a 401, a header that cannot be decoded a 420."""
    answer = desk.send("POST", "security/login", Authorization=header)
    assert answer.status == status
    assert b"root:root" not in answer.body


def test_a_login_without_credentials_is_refused(desk: Desk) -> None:
    """Which status it has no client relies on."""
    assert desk.send("POST", "security/login").status == 401


@pytest.mark.parametrize(
    ("header", "query", "status"),
    [
        ("", "user=root&pwd=root", 200),
        ("", "user=root", 401),
        ("", "pwd=root", 420),
        (basic("root", "wrong"), "user=root&pwd=root", 401),
    ],
)
def test_credentials_of_the_query_stand_in_for_an_empty_header(
    desk: Desk, header: str, query: str, status: int
) -> None:
    """And for no other."""
    assert desk.send("POST", f"security/login?{query}", Authorization=header).status == status


def test_a_logout_is_answered_well_whoever_asks(desk: Desk) -> None:
    """Only without any token it is a 420; afterwards the token is unknown."""
    for user in ("root", ""):
        answer = desk.ask("security/logout")
        assert (answer.status, json.loads(answer.body)["user"]) == (200, user)
    assert desk.ask("orders", {}).status == 440
    assert desk.send("POST", "security/logout").status == 420


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "joc_cockpit_permissions"),
        ("GET", "joc_cockpit_permissions"),
        ("POST", "command_permissions"),
        ("GET", "command_permissions"),
        ("POST", "permissions"),
        ("GET", "role?role=all"),
        ("POST", "permission?permission=sos:products:joc_cockpit:order:execute:suspend"),
        ("POST", "size"),
    ],
)
def test_what_is_asked_of_a_session_needs_one(desk: Desk, method: str, path: str) -> None:
    """An unknown token is a 420 here, one that has run out a 440."""
    good = desk.send(method, f"security/{path}", X_Access_Token=desk.token)
    assert good.status == 200
    assert desk.send(method, f"security/{path}", X_Access_Token="?").status == 420
    desk.wait(IDLE + 1)
    assert desk.send(method, f"security/{path}", X_Access_Token=desk.token).status == 440


def test_roles_and_permissions_can_be_asked_for_by_name() -> None:
    """Of the one who asks."""
    desk = Desk(user="api_user")
    asked = "permission?permission=sos:products:joc_cockpit:order:execute:suspend"
    answer = desk.send("POST", f"security/{asked}", X_Access_Token=desk.token)
    assert json.loads(answer.body)["isPermitted"] is False
    answer = desk.send("GET", "security/role?role=api_user", access_token=desk.token)
    assert json.loads(answer.body)["hasRole"] is True


def test_a_token_can_be_tested(desk: Desk) -> None:
    """As SOS's own Java client does."""
    told = [json.loads(desk.ask("security/userbytoken", X_Access_Token=t).body) for t in (desk.token, "?")]
    assert [each["accessToken"] for each in told] == ["valid", "not-valid"]


def test_paths_methods_and_media_types_are_the_frameworks(desk: Desk) -> None:
    """404, 405 with what is allowed, 406 and 415."""
    assert desk.send("POST", "security/nothing").status == 404
    wrong = desk.send("GET", "security/login")
    assert (wrong.status, wrong.headers.get("Allow")) == (405, "POST,OPTIONS")
    assert desk.ask("security/size", Content_Type="text/xml").status == 415
    assert desk.ask("security/size", Accept="image/png").status == 406


@pytest.mark.parametrize("drift", ["D03", "D51"])
def test_older_logins_tell_less(drift: str) -> None:
    """Only the old header, or no address."""
    answer = Desk(frozenset({drift})).send("POST", "security/login", Authorization=basic("root", "root"))
    assert ("X-Access-Token" in answer.headers) is (drift != "D03")
    assert (b"callerIpAddress" in answer.body) is (drift != "D51")
