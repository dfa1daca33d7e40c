from __future__ import annotations

import json

import pytest

from harness.exchange import Response
from tests.vendors.jasper.emulator.desk import BASE, JOBS, PRO, Desk

LOGIN = f"{PRO}/login"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"


def cookie(response: Response) -> str:
    """Return the cookie pair that an answer hands over."""
    return (response.headers.get("set-cookie") or "").partition(";")[0]


@pytest.mark.parametrize(
    ("method", "query", "body"),
    [
        ("POST", "", b"j_username=joeuser&j_password=joeuser"),
        ("POST", "?j_username=joeuser%7Corganization_1&j_password=joeuser", b""),
        ("GET", "?j_username=joeuser&j_password=joeuser", b""),
    ],
)
def test_a_login_hands_over_a_session(desk: Desk, method: str, query: str, body: bytes) -> None:
    """As a form or as arguments; its cookie is the context's."""
    answer = desk.send(method, LOGIN + query, body, Content_Type=FORM)
    assert (answer.status, answer.body) == (200, b"")
    assert "Path=/jasperserver-pro;" in (answer.headers.get("set-cookie") or "")
    assert desk.send("GET", JOBS, Cookie=cookie(answer)).status == 404


def test_a_login_without_name_is_told_so(desk: Desk) -> None:
    """A form counts only as a form."""
    for headers in ({}, {"Content_Type": "text/plain"}):
        answer = desk.send("POST", LOGIN, b"j_username=joeuser", **headers)
        assert (answer.status, json.loads(answer.body)["errorCode"]) == (400, "mandatory.parameter.error")


def test_a_wrong_password_is_told_without_and_later_with_a_document() -> None:
    """8.x answers a descriptor."""
    target = f"{LOGIN}?j_username=joeuser&j_password=x"
    assert Desk().send("POST", target).body == b""
    newer = Desk.playing("D60").send("POST", target)
    assert (newer.status, json.loads(newer.body)["errorCode"]) == (401, "401")


def test_other_methods(desk: Desk) -> None:
    """OPTIONS has no content, what is left is not allowed."""
    assert desk.send("OPTIONS", LOGIN).status == 204
    answer = desk.send("DELETE", LOGIN)
    assert (answer.status, answer.headers.get("allow")) == (405, "GET, POST, OPTIONS")


def test_a_logout_ends_the_session(desk: Desk) -> None:
    """It leads to the login page, whoever asks."""
    session = cookie(desk.send("GET", f"{LOGIN}?j_username=joeuser&j_password=joeuser"))
    answer = desk.send("GET", "/jasperserver-pro/logout.html", Cookie=session)
    assert (answer.status, answer.headers.get("location")) == (302, f"{BASE}/jasperserver-pro/login.html")
    assert desk.send("GET", JOBS, Cookie=session).status == 401
    assert desk.send("PUT", "/jasperserver-pro/logout.html").status == 405
