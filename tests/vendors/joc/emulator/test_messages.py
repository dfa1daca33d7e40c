from __future__ import annotations

import json

from harness.vendors.joc.emulator.messages import (
    error,
    framework,
    json_response,
    no_session,
    security,
    text_response,
)


def test_documents_leave_out_what_is_null() -> None:
    """A member without a value is not there; an empty list is."""
    answer = json_response({"a": None, "b": [], "c": False})
    assert json.loads(answer.body) == {"b": [], "c": False}
    assert answer.headers.get("Content-Type") == "application/json"
    assert "no-store" in (answer.headers.get("Cache-Control") or "")


def test_errors_carry_two_dates_and_a_code() -> None:
    """Both dates are JOC's own."""
    told = json.loads(error("JOC-408", "words", "then").body)
    assert told == {
        "deliveryDate": "then",
        "surveyDate": "then",
        "error": {"code": "JOC-408", "message": "words"},
    }


def test_security_documents_deny_by_default() -> None:
    """Who says nothing is not authenticated."""
    assert json.loads(security(403, user="me").body)["isPermitted"] is False
    assert no_session().status == 440


def test_the_framework_and_texts_are_no_json() -> None:
    """An answer of the framework has no body."""
    assert (framework(404).body, len(framework(404).headers)) == (b"", 0)
    assert text_response("hello").body == b"hello"
