"""Header fields as bytes: nothing is lost, and nothing can be smuggled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.door.wire import end_to_end, to_fields, to_headers, value_of, write_request_head
from harness.exchange import Headers

fields = st.lists(st.tuples(st.binary(max_size=8), st.binary(max_size=8)), max_size=5).map(tuple)


@given(fields)
def test_fields_come_back_as_they_were(sent: tuple[tuple[bytes, bytes], ...]) -> None:
    """Every byte of a field stands in the text of its header."""
    assert to_fields(to_headers(sent)) == sent


def test_text_beyond_latin_1_goes_out_as_utf_8() -> None:
    """A caller in process may use any text."""
    assert to_fields(Headers.of([("X", "€"), ("Y", "é"), ("Z", "\udce9€")])) == (
        (b"X", b"\xe2\x82\xac"),
        (b"Y", b"\xe9"),
        (b"Z", b"\xe9\xe2\x82\xac"),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [(b"X", b"a\r\nY: b"), (b"X", b"a\nb"), (b"X", b"\x00"), (b"X Y", b"a"), (b"X:", b"a"), (b"", b"a")],
)
def test_a_field_that_would_be_read_as_more_is_not_written(name: bytes, value: bytes) -> None:
    """A line break in a value is a second field, or a second request."""
    with pytest.raises(ValueError, match="no header field"):
        write_request_head("GET", "/", ((name, value),))


@pytest.mark.parametrize(
    ("method", "target"), [("GET", "/a b"), ("GET", ""), ("G T", "/"), ("GET", "/\r\nX: y"), ("GET", "/\x7f")]
)
def test_a_target_that_would_be_read_as_more_is_not_written(method: str, target: str) -> None:
    """A blank in a target ends it."""
    with pytest.raises(ValueError, match="no request line"):
        write_request_head(method, target, ())


def test_a_head_is_written_as_it_is_given() -> None:
    """Order and spelling are the caller's."""
    head = write_request_head("GET", '/a#"|\xe9', ((b"b", b"1"), (b"A", b""), (b"b", b"2")))
    assert head == b'GET /a#"|\xe9 HTTP/1.1\r\nb: 1\r\nA: \r\nb: 2\r\n\r\n'


def test_what_connection_names_ends_here_too() -> None:
    """The fields of RFC 9110, 7.6.1, and those that this very message names."""
    sent = ((b"Connection", b"close, X-Mine"), (b"x-mine", b"1"), (b"Upgrade", b"h2c"), (b"X-Other", b"1"))
    assert end_to_end(sent) == ((b"X-Other", b"1"),)


def test_the_first_value_counts() -> None:
    """Names compare without case."""
    assert value_of(((b"A", b"1"), (b"a", b"2")), b"a") == b"1"
    assert value_of((), b"a") is None
