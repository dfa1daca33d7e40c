"""Answers: what z/OSMF's statuses, error numbers and feedback codes mean in common words."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from harness.exchange import Headers, Response
from harness.flow import Outcome
from harness.vendors.zosmf import answers
from tests.oracles.script import NO_JOB, feedback


def response(status: int, document: Any = None) -> Response:
    """Return an answer with a JSON body."""
    return Response(status, Headers(), b"" if document is None else orjson.dumps(document))


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (0, Outcome.DONE),
        (128, Outcome.DENIED),
        (136, Outcome.REJECTED),
        (140, Outcome.NOT_VISIBLE),
        (148, Outcome.NOT_VISIBLE),
        (156, Outcome.TOO_LATE),
        (172, Outcome.REJECTED),
        (184, Outcome.TOO_LATE),
        (188, Outcome.TOO_LATE),
        (256, Outcome.REJECTED),
    ],
)
def test_a_feedback_code_is_an_outcome_whatever_its_type(code: int, outcome: Outcome) -> None:
    """A 200 says nothing of success; its status does, as a number or as IBM's samples write it."""
    assert answers.outcome_of(response(200, feedback(code))) is outcome
    assert answers.outcome_of(response(200, feedback(code, status=str(code)))) is outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (None, Outcome.UNKNOWN),
        (response(200), Outcome.UNKNOWN),
        (response(200, {"status": True}), Outcome.UNKNOWN),
        (response(200, []), Outcome.UNKNOWN),
        (response(202), Outcome.ACCEPTED),
        (response(302), Outcome.UNKNOWN),
        (response(400, NO_JOB), Outcome.NOT_VISIBLE),
        (response(400, {**NO_JOB, "reason": 6}), Outcome.REJECTED),
        (response(401), Outcome.DENIED),
        (response(403), Outcome.DENIED),
        (response(404, NO_JOB), Outcome.REJECTED),
        (response(429), Outcome.THROTTLED),
        (response(500), Outcome.SERVER),
        (response(503, NO_JOB), Outcome.SERVER),
    ],
)
def test_a_status_is_an_outcome(answer: Response | None, outcome: Outcome) -> None:
    """An unknown job is a 400 with 6/4/10 and nothing else; what is not told is unknown."""
    assert answers.outcome_of(answer) is outcome


@pytest.mark.parametrize("document", [None, [], {"category": 6}, {"category": "6", "rc": 4, "reason": 10}])
def test_anything_else_is_no_error_report(document: Any) -> None:
    """Category, return code and reason are three numbers."""
    assert answers.error_code(document) is None


def test_an_error_report_is_known_by_its_three_numbers() -> None:
    """A reason can be negative."""
    assert answers.error_code({"category": 9, "rc": 16, "reason": -1, "message": "x"}) == (9, 16, -1)


def test_a_body_that_is_no_json_is_no_document() -> None:
    """Half a body reads as none."""
    assert answers.document_of(Response(200, Headers(), b'{"status":')) is None
    assert answers.document_of(None) is None
