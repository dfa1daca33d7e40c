from __future__ import annotations

from typing import Any

import pytest

from harness.contract.security import access, unknown_schemes
from harness.finding import Standing

SCHEMES = {
    "password": {"type": "http", "scheme": "basic"},
    "oauth": {"type": "oauth2", "flows": {}},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "SESSION"},
    "address": {"type": "apiKey", "in": "query", "name": "token"},
    "certificate": {"type": "mutualTLS"},
}
DOCUMENT: dict[str, Any] = {"components": {"securitySchemes": SCHEMES}, "security": [{"key": []}]}


@pytest.mark.parametrize(
    ("scheme", "found"),
    [
        ("password", ("header", "authorization")),
        ("oauth", ("header", "authorization")),
        ("key", ("header", "x-key")),
        ("cookie", ("cookie", "SESSION")),
        ("address", ("query", "token")),
        ("certificate", ("connection", "certificate")),
    ],
)
def test_a_scheme_says_where_a_credential_stands(scheme: str, found: tuple[str, str]) -> None:
    """Header names have no letter case, other names do."""
    assert access(DOCUMENT, {"security": [{scheme: []}]}).credentials == {found}


def test_an_operation_without_security_of_its_own_has_the_document_s() -> None:
    """As OpenAPI has it; with several requirements any of them may be met."""
    assert access(DOCUMENT, {}).credentials == {("header", "x-key")}
    either: dict[str, Any] = {"security": [{"key": []}, {"cookie": []}]}
    assert access(DOCUMENT, either).credentials == {("header", "x-key"), ("cookie", "SESSION")}


@pytest.mark.parametrize("security", [[], [{}], [{}, {"key": []}]])
def test_a_requirement_that_requires_nothing_lets_everybody_in(security: list[Any]) -> None:
    """Then there are no credentials that could be missing."""
    assert access(DOCUMENT, {"security": security}).credentials == frozenset()


def test_a_document_without_security_asks_nobody() -> None:
    """OpenAPI's default."""
    assert access({}, {}).credentials == frozenset()


def test_a_scheme_that_is_not_there_is_told() -> None:
    """By its name."""
    assert list(unknown_schemes(DOCUMENT, [{"key": []}, {"kay": []}])) == ["kay"]


def test_a_refusal_has_one_of_the_listed_statuses() -> None:
    """The document says which, and on whose word; without a word on it any error is a refusal."""
    told = {"refused": ["401", "5XX"], "x-source": {"where": "here", "standing": "measured"}}
    found = access({"x-job-session": told}, {})
    assert found.refused == ("401", "5XX")
    assert found.source.standing is Standing.MEASURED
    assert access({}, {}).refused == ("4XX", "5XX")
