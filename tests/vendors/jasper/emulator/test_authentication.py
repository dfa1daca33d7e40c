from __future__ import annotations

import pytest

from harness.exchange import Response
from tests.vendors.jasper.emulator.desk import JOBS, PRO, Desk, basic

LOGIN = f"{PRO}/login?j_username=joeuser&j_password="


def outcome(response: Response) -> tuple[int, str | None]:
    """Return status and challenge."""
    return response.status, response.headers.get("www-authenticate")


def test_a_challenge_has_no_body(desk: Desk) -> None:
    """Without credentials and with wrong ones, the realm in two spellings."""
    none = desk.send("GET", JOBS)
    wrong = desk.send("GET", JOBS, Authorization=basic("joeuser", "x"))
    assert outcome(none) == (401, 'Basic realm="Protected area"')
    assert outcome(wrong) == (401, 'Basic realm="Protected Area"')
    assert none.body == wrong.body == b""


def test_a_client_may_ask_for_no_challenge(desk: Desk) -> None:
    """X-Suppress-Basic keeps browsers from asking for a password."""
    assert outcome(desk.send("GET", JOBS, X_Suppress_Basic="true")) == (401, None)


@pytest.mark.parametrize(("password", "status"), [("joeuser", 404), ("x", 401), ("", 401)])
def test_credentials_may_be_arguments(desk: Desk, password: str, status: int) -> None:
    """j_username and j_password count on any request."""
    assert desk.send("GET", f"{JOBS}?j_username=joeuser&j_password={password}").status == status


def test_a_session_serves_until_it_has_been_idle(desk: Desk) -> None:
    """Twenty idle minutes end it; each request keeps it alive."""
    cookie = (desk.send("POST", f"{LOGIN}joeuser").headers.get("set-cookie") or "").partition(";")[0]
    for _ in range(3):
        desk.wait(19 * 60)
        assert desk.send("GET", JOBS, Cookie=f"a=b; {cookie}").status == 404
    desk.wait(20 * 60 + 1)
    assert desk.send("GET", JOBS, Cookie=cookie).status == 401


def test_an_unknown_session_or_scheme_is_nobody(desk: Desk) -> None:
    """A cookie that was never given out proves nothing, a scheme that is not Basic neither."""
    assert desk.send("GET", JOBS, Cookie="JSESSIONID=1").status == 401
    assert desk.send("GET", JOBS, Authorization="Bearer x").status == 401


def test_ten_wrong_passwords_lock_a_user_where_it_is_played() -> None:
    """A good one in between starts the count again; locked, even the right one is refused."""
    desk = Desk.playing("D65")
    for count in (9, 10):
        for _ in range(count):
            assert desk.send("GET", JOBS, Authorization=basic("joeuser", "x")).status == 401
        assert desk.send("GET", JOBS, Authorization=basic("joeuser")).status == (404 if count == 9 else 401)
    assert desk.send("GET", JOBS, Authorization=basic("jasperadmin")).status == 404
    assert desk.send("POST", f"{LOGIN}joeuser").status == 401


def test_nobody_is_locked_otherwise(desk: Desk) -> None:
    """Wrong passwords are not counted."""
    for _ in range(12):
        desk.send("GET", JOBS, Authorization=basic("joeuser", "x"))
    assert desk.send("GET", JOBS, Authorization=basic("joeuser")).status == 404
