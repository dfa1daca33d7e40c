from __future__ import annotations

from harness.vendors.jasper.emulator.messages import document, empty, is_json, text, with_headers


def test_responses_say_what_they_hold() -> None:
    """A document and a text have a type, an empty answer has none."""
    assert document(200, "application/xml", b"<a/>").headers.get("content-type") == "application/xml"
    assert text("5").headers.get("content-type") == "text/plain"
    assert "content-type" not in empty(204).headers


def test_further_headers_come_last() -> None:
    """What was there stays."""
    answer = with_headers(text("5"), ("Allow", "GET"))
    assert (answer.headers.fields[-1], answer.body) == (("Allow", "GET"), b"5")


def test_json_is_told_by_the_end_of_its_type() -> None:
    """The job's own types are JSON and XML too."""
    assert [is_json(each) for each in ("application/job+json", "application/job+xml")] == [True, False]
