from __future__ import annotations

import json

from harness.exchange import Response
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
    """Only POST and DELETE are served, and the answer says so."""
    response = desk.send("PATCH", PATH, Authorization=basic("IBMUSER"))
    assert (response.status, response.headers.get("allow")) == (405, "POST, DELETE")
