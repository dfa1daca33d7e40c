from __future__ import annotations

import base64

import orjson
import pytest

from harness.exchange import Headers, Request
from tests.vendors.i2rest.bench import FORM, JSON, Bench

CLIENT = "client_id=harness&client_secret=harness"


def ask(bench: Bench, form: str, query: str = "", *pairs: tuple[str, str]) -> tuple[int, dict[str, str]]:
    """Ask for a token."""
    request = Request("POST", f"/oauth2/token{query}", Headers((FORM, *pairs)), form.encode())
    response = bench.send(request, "none")
    return response.status, orjson.loads(response.body)


def test_a_client_gets_a_token_like_the_documented_one() -> None:
    """43 characters, its lifetime in seconds, its scopes, and a token to refresh it with."""
    status, token = ask(Bench(), f"grant_type=client_credentials&{CLIENT}&scope=run_program%20run_command")
    assert status == 200
    assert list(token) == ["access_token", "expires_in", "token_type", "scope", "refresh_token"]
    assert (len(token["access_token"]), token["scope"]) == (43, "run_program run_command")


def test_without_a_scope_a_client_gets_all_that_it_may_have() -> None:
    """One of the clients may use the management APIs."""
    _, ours = ask(Bench(), f"grant_type=client_credentials&{CLIENT}")
    _, others = ask(Bench(), "grant_type=client_credentials&client_id=other&client_secret=other")
    assert ours["scope"] == "run_program run_command management_functions"
    assert others["scope"] == "run_program run_command"


def test_a_client_may_name_itself_in_three_places() -> None:
    """In the form, by HTTP Basic, and in the query as i2Camunda does."""
    pair = base64.b64encode(b"harness:harness").decode()
    grant = "grant_type=client_credentials"
    assert ask(Bench(), grant, "", ("Authorization", f"Basic {pair}"))[0] == 200
    assert ask(Bench(), grant, f"?{CLIENT}")[0] == 200
    assert ask(Bench(), "", f"?{grant}&{CLIENT}")[0] == 200
    assert ask(Bench(), grant, "", ("Authorization", "Basic ?"))[0] == 401


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ("", 400, "invalid_request"),
        ("grant_type=password", 400, "unsupported_grant_type"),
        (f"grant_type=client_credentials&{CLIENT}&scope=all", 400, "invalid_scope"),
        (f"grant_type=client_credentials&grant_type=client_credentials&{CLIENT}", 400, "invalid_request"),
        ("grant_type=client_credentials&client_id=harness&client_secret=no", 401, "invalid_client"),
        (f"grant_type=refresh_token&{CLIENT}&refresh_token=none", 400, "invalid_grant"),
        ("%%%=&=&&;", 400, "invalid_request"),
    ],
)
def test_a_wrong_request_is_told_apart(form: str, status: int, error: str) -> None:
    """By the error codes of RFC 6749, 5.2."""
    found, document = ask(Bench(), form)
    assert (found, document["error"]) == (status, error)


def test_a_body_that_is_no_form_is_refused() -> None:
    """JSON is for calls."""
    assert Bench().post("/oauth2/token", {}, "none", JSON).status == 400
    assert Bench().post("/oauth2/device", {}, "none", JSON).status == 400


def test_a_refresh_token_is_good_for_one_new_token() -> None:
    """The new token has the scopes of the old one, and the next refresh token comes with it."""
    bench = Bench()
    _, first = ask(bench, f"grant_type=client_credentials&{CLIENT}&scope=run_command")
    refresh = f"grant_type=refresh_token&{CLIENT}&refresh_token={first['refresh_token']}"
    status, second = ask(bench, refresh)
    assert (status, second["scope"]) == (200, "run_command")
    assert second["access_token"] != first["access_token"]
    assert ask(bench, refresh)[0] == 400


def test_a_token_has_a_session_job_of_its_own_until_it_runs_out() -> None:
    """Two tokens, two jobs; after an hour the token is unknown."""
    bench = Bench()
    jobs = {
        bench.told("/run_command", {"command": "DSPLIBL"}, who)[1]["job"] for who in ("primary", "commands")
    }
    assert jobs == {"030126/USRX/I2RESTS", "030127/USRX/I2RESTS"}
    bench.wait(3601)
    assert bench.told("/run_command", {"command": "DSPLIBL"})[0] == 401
