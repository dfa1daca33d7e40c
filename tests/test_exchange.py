from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.exchange import Headers, Request, Response, media_type, retry_after

NAMES = st.sampled_from(["Accept", "accept", "X-A", "x-a", "X-B"])
FIELDS = st.lists(st.tuples(NAMES, st.text(max_size=3)), max_size=6)


@given(FIELDS, NAMES)
def test_header_names_compare_without_case(fields: list[tuple[str, str]], name: str) -> None:
    """Reading finds every spelling of a name, in wire order (RFC 9110, 5.1)."""
    headers = Headers.of(fields)
    values = tuple(value for key, value in fields if key.lower() == name.lower())
    assert headers.all(name) == values
    assert headers.get(name) == (values[0] if values else None)
    assert (name in headers) is bool(values)
    assert tuple(headers) == tuple(fields)
    assert len(headers) == len(fields)


@given(FIELDS, NAMES)
def test_putting_a_header_leaves_one(fields: list[tuple[str, str]], name: str) -> None:
    """Setting one replaces every spelling and leaves the other fields as they were."""
    changed = Headers.of(fields).put(name, "new")
    assert changed.all(name) == ("new",)
    assert changed.without(name) == Headers.of(fields).without(name)


def test_headers_by_keyword() -> None:
    """An underscore of a keyword stands for the hyphen of a header."""
    assert Headers.of([("A", "1")], Content_Type="text/plain").fields == (
        ("A", "1"),
        ("Content-Type", "text/plain"),
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, None), ("Text/Plain", "text/plain"), (" application/json ; charset=utf-8", "application/json")],
)
def test_a_media_type_is_lower_case_and_without_parameters(value: str | None, expected: str | None) -> None:
    """Parameters and case do not belong to the type (RFC 9110, 8.3.1)."""
    assert media_type(Headers.of([("content-type", value)] if value is not None else [])) == expected


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [("/a", "/a", ""), ("/a?b=1?c", "/a", "b=1?c"), ("/A#B/%2F?", "/A#B/%2F", "")],
)
def test_a_target_stays_raw(target: str, path: str, query: str) -> None:
    """Only the first question mark parts path and query; a raw # is part of the path."""
    request = Request("GET", target)
    assert (request.path, request.query) == (path, query)


DATE = ("Date", "Mon, 05 Jan 2026 08:00:00 GMT")


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (503, [("Retry-After", "3")], 3.0),
        (429, [("retry-after", " 0 ")], 0.0),
        (503, [("Retry-After", "Mon, 05 Jan 2026 08:01:30 GMT"), DATE], 90.0),
        (503, [("Retry-After", "Mon, 05 Jan 2026 07:00:00 GMT"), DATE], 0.0),
        (503, [("Retry-After", "Mon, 05 Jan 2026 08:01:30 GMT")], None),
        (503, [("Retry-After", "soon"), DATE], None),
        (503, [("Retry-After", "-1")], None),
        (503, [], None),
        (200, [("Retry-After", "3")], None),
    ],
)
def test_a_busy_server_says_when_to_come_back(
    status: int, headers: list[tuple[str, str]], seconds: float | None
) -> None:
    """Seconds, or a date by the server's own clock; what is neither, and what is not busy, says nothing."""
    assert retry_after(Response(status, Headers.of(headers))) == seconds
