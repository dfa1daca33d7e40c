from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.authentication import (
    Accounts,
    Caller,
    authenticate,
    by_certificate,
    cross_site,
    login_cookies,
    unauthenticated,
)
from harness.vendors.zosmf.emulator.tokens import Tokens
from tests.vendors.zosmf.emulator.desk import basic

ACCOUNTS = Accounts({"IBMUSER": "SYS1"})


def _caller(tokens: Tokens | None = None, **headers: str) -> Caller | None:
    return authenticate(headers, ACCOUNTS, tokens or Tokens(), 0)


@pytest.mark.parametrize("user", ["IBMUSER", "ibmuser"])
def test_basic_credentials_prove_a_user(user: str) -> None:
    """A user id counts in either case and is known by its upper case."""
    assert _caller(authorization=basic(user)) == Caller("IBMUSER")


@pytest.mark.parametrize(
    "value",
    [basic("IBMUSER", "sys1"), basic("IBMUSER", ""), basic("NOBODY"), "Basic", "Basic ***", "Basic w6k=",
     "Digest x", "Bearer x", "", basic("IBMUSER").upper()],
)  # fmt: skip
def test_anything_else_proves_nobody(value: str) -> None:
    """Wrong passwords, unknown users, broken encodings and other schemes are all no credentials."""
    assert _caller(authorization=value) is None


def test_tokens_prove_a_user() -> None:
    """Both tokens of a login are good as cookies, the JSON web token also as a bearer."""
    tokens = Tokens()
    login = tokens.login("IBMUSER", 0, seed=1)
    known = Caller("IBMUSER", login)
    assert _caller(tokens, cookie=f"a=b; LtpaToken2={login.ltpa}") == known
    assert _caller(tokens, cookie=f'LtpaToken2="{login.ltpa}"') == known
    assert _caller(tokens, cookie=f"jwtToken={login.jwt}") == known
    assert _caller(tokens, authorization=f"Bearer {login.jwt}") == known


def test_a_certificate_stands_for_the_user_that_it_names() -> None:
    """By its common name, in either case; a name that nobody has stands for nobody."""
    site = (("countryName", "DE"), ("organizationName", "IBMUSER"))
    assert by_certificate({}, ACCOUNTS, (*site, ("commonName", "ibmuser"))) == Caller("IBMUSER")
    assert by_certificate({}, ACCOUNTS, (*site, ("commonName", "MALLORY"))) is None
    assert by_certificate({}, ACCOUNTS, site) is None


def test_a_certificate_does_not_save_wrong_credentials() -> None:
    """Who gives a password is not let in by anything else."""
    subject = (("commonName", "IBMUSER"),)
    assert by_certificate({"authorization": basic("NOBODY")}, ACCOUNTS, subject) is None


def test_wrong_credentials_are_not_saved_by_a_cookie() -> None:
    """What stands in Authorization counts, even when a cookie beside it is good."""
    tokens = Tokens()
    login = tokens.login("IBMUSER", 0, seed=1)
    assert _caller(tokens, authorization=basic("NOBODY"), cookie=f"jwtToken={login.jwt}") is None


@given(st.text(max_size=50), st.text(max_size=80))
def test_no_header_is_too_strange(authorization: str, cookie: str) -> None:
    """Whatever a caller writes, it proves nobody or somebody."""
    assert _caller(authorization=authorization) in (None, Caller("IBMUSER"))
    assert _caller(cookie=cookie) is None


def test_no_credentials_get_a_challenge_and_no_document() -> None:
    """The 401 has an empty body, no Content-Type and the realm that was measured."""
    response = unauthenticated()
    assert (response.status, response.body) == (401, b"")
    assert response.headers.get("www-authenticate") == 'Basic realm="defaultRealm"'
    assert "content-type" not in response.headers


def test_a_cross_site_request_gets_the_servers_message() -> None:
    """The 403 names the server and the address that was asked, in a document of its own shape."""
    response = cross_site("https://zos.example:443")
    document = json.loads(response.body)
    assert response.status == 403
    assert document["errorID"] == "IZUG846W"
    assert document["errorMsg"].startswith("IZUG846W: An HTTP request for a z/OSMF REST service")
    assert document["errorMsg"].endswith('server "IZUSVR" on target system "zos.example:443" .')


def test_cookies_are_secure_where_that_is_possible() -> None:
    """Over TLS cookies say so; over plain HTTP a client could not keep them otherwise."""
    login = Tokens().login("IBMUSER", 0, seed=1)
    secure = [value for _, value in login_cookies(login, secure=True)]
    plain = [value for _, value in login_cookies(login, secure=False)]
    assert [value.partition("=")[0] for value in secure] == ["jwtToken", "LtpaToken2"]
    assert all("; Secure; HttpOnly" in value for value in secure)
    assert not any("Secure" in value for value in plain)
