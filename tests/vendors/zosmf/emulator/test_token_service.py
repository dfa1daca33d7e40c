from __future__ import annotations

import base64
import json

import pytest

from harness.emulation import EmulatorSettings
from harness.exchange import Response
from harness.vendors.zosmf.emulator.system import System
from harness.vendors.zosmf.emulator.token_service import PATH
from tests.vendors.zosmf.emulator.desk import JOBS, Desk, basic


def _post(desk: Desk, **headers: str) -> Response:
    return desk.send("POST", PATH, X_CSRF_ZOSMF_HEADER="", **headers)


def _cookie(response: Response, name: str) -> str:
    values = response.headers.all("set-cookie")
    return next(value.partition(";")[0] for value in values if value.startswith(f"{name}="))


def test_logging_in_gives_tokens(desk: Desk) -> None:
    """Good credentials give a success document and both tokens as cookies."""
    response = _post(desk, Authorization=basic("IBMUSER"))
    assert response.status == 200
    assert json.loads(response.body) == {"returnCode": 0, "reasonCode": 0, "message": "Success."}
    for name in ("LtpaToken2", "jwtToken"):
        token = _cookie(response, name)
        assert desk.send("GET", JOBS, Cookie=token, X_CSRF_ZOSMF_HEADER="").status == 200


def test_a_wrong_password_is_told_in_a_document(desk: Desk) -> None:
    """A failed login is a 401 with return code 8, reason 1, and no tokens."""
    response = _post(desk, Authorization=basic("IBMUSER", "WRONG"))
    assert response.status == 401
    document = json.loads(response.body)
    assert (document["returnCode"], document["reasonCode"]) == (8, 1)
    assert document["message"].startswith("Login failed.")
    assert response.headers.all("set-cookie") == ()


def test_no_credentials_are_a_401(desk: Desk) -> None:
    """Without credentials there is nothing to check, and no document."""
    response = _post(desk)
    assert (response.status, response.body) == (401, b"")


def test_the_cross_site_header_is_needed_here_too(desk: Desk) -> None:
    """A login that a foreign page could have sent is refused."""
    assert desk.send("POST", PATH, Authorization=basic("IBMUSER")).status == 403


def test_logging_out_ends_the_token(desk: Desk) -> None:
    """The token's own DELETE answers 204, after which the token opens nothing, a second logout included."""
    token = _cookie(_post(desk, Authorization=basic("IBMUSER")), "LtpaToken2")
    headers = {"Cookie": token, "X_CSRF_ZOSMF_HEADER": ""}
    assert desk.send("DELETE", PATH, **headers).status == 204
    assert desk.send("GET", JOBS, **headers).status == 401
    assert desk.send("DELETE", PATH, **headers).status == 401


def test_logging_out_takes_the_token_itself(desk: Desk) -> None:
    """A password is no token: it cannot log out."""
    headers = {"Authorization": basic("IBMUSER"), "X_CSRF_ZOSMF_HEADER": ""}
    assert desk.send("DELETE", PATH, **headers).status == 401


def test_other_methods_are_not_there(desk: Desk) -> None:
    """The answer says which are served; changing passwords came with APAR PH34912."""
    response = desk.send("PATCH", PATH, Authorization=basic("IBMUSER"))
    assert (response.status, response.headers.get("allow")) == (405, "POST, DELETE, PUT")
    older = Desk(EmulatorSettings(drifts=frozenset({"D15"})))
    assert older.send("PUT", PATH, X_CSRF_ZOSMF_HEADER="").headers.get("allow") == "POST, DELETE"


def _change(desk: Desk, body: bytes, **headers: str) -> int:
    return desk.send("PUT", PATH, body, **{"X_CSRF_ZOSMF_HEADER": "", **headers}).status


def test_a_password_is_changed_by_whoever_knows_it(desk: Desk) -> None:
    """The new one counts at once and the old one no more; a snapshot brings the old one back."""
    before = desk.emulator.snapshot()
    assert _change(desk, b'{"userID":"other","oldPwd":"SYS1","newPwd":"NEW1"}') == 200
    assert _post(desk, Authorization=basic("OTHER")).status == 401
    assert _post(desk, Authorization=basic("OTHER", "NEW1")).status == 200
    assert _post(desk, Authorization=basic("IBMUSER")).status == 200
    desk.emulator.restore(before)
    assert _post(desk, Authorization=basic("OTHER")).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"userID":"OTHER","oldPwd":"WRONG","newPwd":"NEW1"}', 401),
        (b'{"userID":"OTHER","oldPwd":"SYS1","newPwd":"SYS1"}', 401),
        (b'{"userID":"NOBODY","oldPwd":"SYS1","newPwd":"NEW1"}', 401),
        (b'{"userID":"OTHER","oldPwd":"SYS1"}', 400),
        (b'{"userID":1,"oldPwd":"SYS1","newPwd":"NEW1"}', 400),
        (b"[]", 400),
        (b"{", 400),
    ],
)
def test_a_password_stays_where_the_request_is_wrong(desk: Desk, body: bytes, status: int) -> None:
    """A wrong old password, no new one, or no document changes nothing."""
    assert _change(desk, body) == status
    assert _post(desk, Authorization=basic("OTHER")).status == 200


def test_no_foreign_page_changes_a_password(desk: Desk) -> None:
    """The cross-site header is needed here too."""
    body = b'{"userID":"OTHER","oldPwd":"SYS1","newPwd":"NEW1"}'
    assert desk.send("PUT", PATH, body).status == 403


def test_each_login_has_its_own_token_where_the_level_says_so() -> None:
    """Logging one out leaves the other (zowe/api-layer#2826)."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D49"})))
    first, second = (_cookie(_post(desk, Authorization=basic("IBMUSER")), "jwtToken") for _ in range(2))
    assert first != second
    assert desk.send("DELETE", PATH, Cookie=first, X_CSRF_ZOSMF_HEADER="").status == 204
    assert desk.send("GET", JOBS, Cookie=first, X_CSRF_ZOSMF_HEADER="").status == 401
    assert desk.send("GET", JOBS, Cookie=second, X_CSRF_ZOSMF_HEADER="").status == 200


def test_a_web_token_ends_in_the_future(desk: Desk) -> None:
    """Clients that look into it go by the machine's time, not by how long the server has been running."""
    claims = _cookie(_post(desk, Authorization=basic("IBMUSER")), "jwtToken").split(".")[1]
    ends = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["exp"]
    system = desk.emulator.application.snapshot()
    assert isinstance(system, System)
    assert ends == int(system.epoch.timestamp()) + 8 * 3600
