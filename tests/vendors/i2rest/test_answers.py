from __future__ import annotations

from typing import Any

import orjson
import pytest

from harness.exchange import Response
from harness.flow import Outcome
from harness.vendors.i2rest import answers


def response(status: int, document: Any = None) -> Response:
    """Return an answer."""
    return Response(status, body=b"" if document is None else orjson.dumps(document))


def failed(details: str, *log: str) -> dict[str, Any]:
    """Return the document of a failed command."""
    return {"status": "Error", "details": details, "joblog": list(log)}


DONE = {"status": "OK", "details": "Command call was completed successfully"}


@pytest.mark.parametrize(
    ("status", "document", "outcome"),
    [
        (200, DONE, Outcome.DONE),
        (200, {**DONE, "joblog": ["ENDJOB started for job 1/A/B."]}, Outcome.ACCEPTED),
        (400, failed("Job 000001/A/B not found."), Outcome.NOT_VISIBLE),
        (500, failed("Job 000001/A/B has completed."), Outcome.TOO_LATE),
        (200, failed("Requested change no longer allowed for job 1/A/B."), Outcome.TOO_LATE),
        (400, failed("Not authorized to control job 1/A/B."), Outcome.DENIED),
        (400, failed("Errors occurred in command.", "Keyword X not valid."), Outcome.REJECTED),
        (400, failed("Errors occurred.", "CPF1321: Job 1/A/B not found."), Outcome.NOT_VISIBLE),
        (
            400,
            failed("Errors occurred in command.", "Command X in *LIBL not found."),
            Outcome.REJECTED,
        ),
        (401, {"error": "invalid_token"}, Outcome.DENIED),
        (403, None, Outcome.DENIED),
        (429, None, Outcome.THROTTLED),
        (502, None, Outcome.SERVER),
        (404, None, Outcome.REJECTED),
        (204, None, Outcome.UNKNOWN),
    ],
)
def test_words_tell_what_became_of_a_command(status: int, document: Any, outcome: Outcome) -> None:
    """Whatever status a site answers failures with."""
    assert answers.outcome_of(response(status, document)) is outcome


def test_no_answer_tells_nothing() -> None:
    """It may have been carried out."""
    assert answers.outcome_of(None) is Outcome.UNKNOWN
    assert answers.document_of(Response(200, body=b"{")) is None
    assert answers.texts_of([]) == ()


def test_output_counts_only_when_it_is_whole() -> None:
    """Beside errors it is incomplete, under a 200 though it came."""
    assert answers.output_of(response(200, {"output": {"a": 1}})) == {"a": 1}
    assert answers.output_of(response(200, {"output": {"a": 1}, "errors": {}})) is None
    assert answers.output_of(response(400, {"output": {}})) is None
    assert answers.output_of(response(200, {"output": []})) is None
