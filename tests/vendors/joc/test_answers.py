from __future__ import annotations

import pytest

from harness.exchange import Response
from harness.flow import Outcome
from harness.vendors.joc.answers import (
    document_of,
    error_code,
    errors_of,
    item_outcome,
    outcome_of,
    refusal_of,
)
from tests.vendors.joc.bench import answer

FAILED = {"errors": [{"path": "/a,x", "code": "SCHEDULER-162", "message": "gone"}]}


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        (None, Outcome.UNKNOWN),
        (answer({"ok": True}), Outcome.DONE),
        (answer(FAILED, 419), Outcome.TOO_LATE),
        (answer({"errors": [{"path": "/a,x", "code": "SCHEDULER-217"}]}, 419), Outcome.REJECTED),
        (answer({"errors": [{"path": "/a,y", "code": "SCHEDULER-162"}]}, 419), Outcome.DONE),
        (answer({}, 403), Outcome.DENIED),
        (answer({}, 440), Outcome.DENIED),
        (answer({}, 420), Outcome.REJECTED),
        (Response(503), Outcome.SERVER),
        (Response(302), Outcome.UNKNOWN),
    ],
)
def test_an_answer_says_what_became_of_one_item(response: Response | None, outcome: Outcome) -> None:
    """In a 419 what is not listed is done."""
    assert outcome_of(response, "/a,x") is outcome


def test_codes_and_errors_are_read_where_there_are_some() -> None:
    """Anything else says nothing."""
    assert error_code({"error": {"code": "JOC-408"}}) == "JOC-408"
    assert error_code({"error": "x"}) is None
    assert list(errors_of(FAILED)) == [("/a,x", "SCHEDULER-162", "gone")]
    assert list(errors_of({"errors": [5]})) == list(errors_of(None)) == []
    assert document_of(Response(200, body=b"{")) is None
    assert item_outcome("JOC-406") is Outcome.REJECTED
    assert refusal_of(Response(429)) is Outcome.THROTTLED
