"""Errors: known ones are compared, unknown ones say nothing, sessions that are logged in are let in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracles.planting import troubles
from tests.oracles.script import BASE, JSON, NO_JOB, Script, feedback, job
from tests.vendors.zosmf.planted.errors import CSRF, error


def rules_of(method: str, path: str, status: int, document: Any, **placed: Any) -> list[str]:
    """Return the rules that this answer breaks."""
    script = Script()
    script.send(method, f"{BASE}{path}", status, document, **placed)
    return [finding.rule for finding in troubles(script)]


@pytest.mark.parametrize(
    ("status", "document"),
    [
        (500, error(9, 16, -1, "CIM connection failure")),
        (500, error(10, 8, 1, "Job modify failed")),
        (500, error(3, 8, 0, "JesVsam get failed")),
        (500, error(8, 0, 8, "Failed to lookup job MYJOB(JOBhjh4)")),
        (400, error(6, 4, 99, "Something new")),
        (400, {"category": 6, "rc": 4, "reason": 10}),
    ],
)
def test_errors_that_nobody_has_listed_and_errors_without_words_are_fine(status: int, document: Any) -> None:
    """The table has gaps, and a message is not promised."""
    assert rules_of("GET", "/MYJOB/JOB00123", status, document) == []


def test_an_update_of_nothing_and_an_empty_submit_have_their_own_errors() -> None:
    """What an operation can do wrong is not held against it."""
    refusal = error(6, 4, 6, "Request does not contain a valid job update request")
    assert rules_of("PUT", "/MYJOB/JOB00123", 400, refusal, headers=JSON, body="{}") == []


def test_an_error_by_correlator_names_no_job() -> None:
    """How z/OSMF quotes a correlator is not known."""
    assert rules_of("GET", "/J0000123SY1.....E1A2B3C4.......%3A", 400, NO_JOB) == []


def test_another_words_for_an_unknown_job_are_not_searched_for_a_name() -> None:
    """A message without a reference is for another rule."""
    found = rules_of("GET", "/MYJOB/JOB00124", 400, {**NO_JOB, "message": "No job found for reference: x"})
    assert found == []


@pytest.mark.parametrize("session", ["none", "expired", "logged-out"])
@pytest.mark.parametrize("status", [401, 403])
def test_whoever_is_not_logged_in_is_kept_out(session: str, status: int) -> None:
    """Both refusals occur at real sites."""
    answer = {"WWW-Authenticate": 'Basic realm="x"', **({} if status == 401 else JSON)}
    document = None if status == 401 else CSRF
    assert rules_of("GET", "?owner=*", status, document, session=session, answer=answer) == []


@pytest.mark.parametrize("session", ["primary", "other", None])
def test_whoever_is_logged_in_is_let_in(session: str | None) -> None:
    """A client under test brings credentials of its own, which the record does not judge."""
    assert rules_of("GET", "?owner=*", 200, [job()], session=session) == []


def test_a_delete_in_a_session_that_has_run_out_must_not_be_carried_out() -> None:
    """The worst that can happen to a site is found by its rule."""
    found = rules_of("DELETE", "/MYJOB/JOB00123", 200, feedback(), session="expired")
    assert found == ["exchange.without-session"]


def test_a_password_cannot_be_logged_out() -> None:
    """Where there is no token service, each request logs in by itself, and is answered."""
    password = {"Authorization": "Basic redacted:1"}
    found = rules_of("GET", "?owner=*", 200, [job()], session="logged-out", headers=password)
    assert found == []


def test_what_another_system_answers_is_not_judged_by_these_rules() -> None:
    """The errors of a system behind this one may be of another level."""
    away = {"X-IBM-Target-System": "PLEX2"}
    strange = error(6, 4, 13, "Job input was not recognized by system as a job")
    assert rules_of("GET", "/MYJOB/JOB00123", 400, strange, headers=away) == []
