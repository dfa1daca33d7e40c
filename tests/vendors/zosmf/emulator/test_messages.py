from __future__ import annotations

from harness.exchange import media_type
from harness.vendors.zosmf.emulator.messages import (
    bytes_response,
    empty_response,
    json_response,
    text_response,
    with_headers,
)


def test_each_kind_of_body_has_its_media_type() -> None:
    """Documents are JSON, records text or bytes; an empty answer names no type at all."""
    assert media_type(json_response(201, b"{}").headers) == "application/json"
    assert media_type(text_response(b"").headers) == "text/plain"
    assert media_type(bytes_response(b"").headers) == "application/octet-stream"
    assert media_type(empty_response(202).headers) is None


def test_every_answer_carries_the_servers_headers() -> None:
    """The captured headers of the server stand on successes and on errors."""
    for response in (json_response(500, b""), text_response(b""), empty_response(401)):
        assert response.headers.get("x-powered-by") == "Servlet/3.1"
        assert response.headers.get("cache-control") == "no-store, no-cache=set-cookie"


def test_headers_are_added_at_the_end() -> None:
    """Further headers change nothing else, and none change nothing."""
    response = text_response(b"a")
    assert with_headers(response, ()) is response
    longer = with_headers(response, (("X-A", "1"), ("X-A", "2")))
    assert longer.headers.all("x-a") == ("1", "2")
    assert longer.body == b"a"
