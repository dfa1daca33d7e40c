from __future__ import annotations

import orjson

from tests.vendors.i2rest.bench import FORM, Bench

CLIENT = "client_id=harness&client_secret=harness"
GRANT = "grant_type=urn:ietf:params:oauth:grant-type:device_code"


def ask(bench: Bench, path: str, form: str) -> tuple[int, dict[str, str]]:
    """Post a form without a token."""
    response = bench.post(path, form, "none", FORM)
    return response.status, orjson.loads(response.body)


def test_a_device_gets_its_token_once_its_user_approves() -> None:
    """It polls, is told to wait, to slow down, and gets its token when somebody typed in its code."""
    bench = Bench()
    _, codes = ask(bench, "/oauth2/device", CLIENT)
    poll = f"{GRANT}&{CLIENT}&device_code={codes['device_code']}"
    assert ask(bench, "/oauth2/token", poll) == (400, {"error": "slow_down"})
    bench.wait(6)
    assert ask(bench, "/oauth2/token", poll) == (400, {"error": "authorization_pending"})
    user = f"user=USRX&password=USRX&user_code={codes['user_code']}"
    assert ask(bench, "/oauth2/device/enter", user)[0] == 200
    bench.wait(6)
    status, token = ask(bench, "/oauth2/token", poll)
    assert (status, token["token_type"]) == (200, "Bearer")
    assert ask(bench, "/oauth2/token", poll) == (400, {"error": "invalid_grant"})


def test_codes_run_out() -> None:
    """Who comes too late begins again."""
    bench = Bench()
    _, codes = ask(bench, "/oauth2/device", CLIENT)
    bench.wait(601)
    poll = f"{GRANT}&{CLIENT}&device_code={codes['device_code']}"
    assert ask(bench, "/oauth2/token", poll) == (400, {"error": "expired_token"})


def test_only_users_with_the_right_code_approve() -> None:
    """A wrong password, and a code that no device shows, are refused."""
    bench = Bench()
    assert ask(bench, "/oauth2/device/enter", "user=USRX&password=WRONG&user_code=A")[0] == 401
    assert ask(bench, "/oauth2/device/enter", "user=USRX&password=USRX&user_code=A")[0] == 400


def test_a_device_names_its_client_and_scopes() -> None:
    """Unknown clients and scopes are refused, as is a poll without a code or of another client."""
    bench = Bench()
    assert ask(bench, "/oauth2/device", "client_id=nobody")[0] == 401
    assert ask(bench, "/oauth2/device", f"{CLIENT}&scope=everything") == (400, {"error": "invalid_scope"})
    assert ask(bench, "/oauth2/token", f"{GRANT}&{CLIENT}")[1]["error"] == "invalid_request"
    assert ask(bench, "/oauth2/token", f"{GRANT}&client_id=nobody")[0] == 401
    _, codes = ask(bench, "/oauth2/device", CLIENT)
    other = f"{GRANT}&client_id=other&client_secret=other&device_code={codes['device_code']}"
    assert ask(bench, "/oauth2/token", other)[1]["error"] == "invalid_grant"
