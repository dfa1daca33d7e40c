from __future__ import annotations

import pytest

from harness.exchange import Headers, Response
from harness.flow import Outcome
from harness.vendors.jasper import answers

GONE = b'{"errorCode": "resource.not.found", "parameters": ["7"], "message": "gone"}'


def _answer(status: int, body: bytes = b"", media: str = "application/json") -> Response:
    return Response(status, Headers((("Content-Type", media),)), body)


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        (None, Outcome.UNKNOWN),
        (_answer(200), Outcome.DONE),
        (_answer(201), Outcome.DONE),
        (_answer(404, GONE), Outcome.TOO_LATE),
        (_answer(404), Outcome.REJECTED),
        (_answer(400), Outcome.REJECTED),
        (_answer(401), Outcome.DENIED),
        (_answer(403), Outcome.DENIED),
        (_answer(429), Outcome.THROTTLED),
        (_answer(500), Outcome.SERVER),
        (_answer(302), Outcome.UNKNOWN),
    ],
)
def test_an_answer_has_one_meaning(response: Response | None, outcome: Outcome) -> None:
    """A job that is not known any more came to its end before the change did."""
    assert answers.outcome_of(response) is outcome


def test_both_forms_are_one_document() -> None:
    """An error is read alike from JSON and from XML."""
    markup = (
        b"<errorDescriptor><errorCode>resource.not.found</errorCode><message>gone</message>"
        b"<parameters><parameter>7</parameter></parameters></errorDescriptor>"
    )
    forms = (_answer(404, GONE), _answer(404, markup, "application/errorDescriptor+xml"))
    assert [answers.members_of(form) for form in forms] == [answers.members_of(forms[0])] * 2
    assert all(answers.says_gone(form) and answers.missed(form) == {"7"} for form in forms)


@pytest.mark.parametrize(
    "response",
    [
        None,
        _answer(200),
        _answer(200, b"{"),
        _answer(200, b"<a", "text/xml"),
        _answer(200, b"7", "text/plain"),
    ],
)
def test_what_cannot_be_read_is_no_document(response: Response | None) -> None:
    """Neither an empty body, nor a broken one, nor text raises."""
    assert answers.document_of(response) is None
    assert answers.members_of(response) == {}
