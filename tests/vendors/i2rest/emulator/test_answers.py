from __future__ import annotations

from harness.exchange import Response
from harness.vendors.i2rest.emulator.answers import (
    answer,
    called,
    error,
    insufficient_scope,
    other_method,
    printed,
    streamed,
    unauthenticated,
)

EXAMPLE = {
    "status": "OK",
    "details": "Command call was completed successfully",
    "joblog": ["Printer device PRT01 not found. Output queue changed to QPRINT in library QGPL."],
    "job": "030126/USRX/I2RESTS",
}


def test_the_documented_answer_has_the_documented_length() -> None:
    """Printed with two blanks, an item a line and no newline at the end, the example has 213 bytes."""
    assert len(printed(EXAMPLE)) == 213
    assert printed(EXAMPLE).startswith(b'{\n  "status": "OK",\n')


def test_every_answer_bears_the_documented_headers() -> None:
    """Server, frame options and media type, in the order of the example."""
    for given in (answer(200, {}), called({}), error(400, "no"), unauthenticated(), insufficient_scope()):
        names = [name for name, _ in given.headers]
        assert names[:3] == ["Server", "X-Frame-Options", "Content-Type"]


def test_refusals_say_why() -> None:
    """A missing token, a missing scope and another method are told apart."""
    assert (unauthenticated().status, insufficient_scope().status, other_method().status) == (401, 403, 405)
    assert b"invalid_token" in unauthenticated().body
    assert b"insufficient_scope" in insufficient_scope().body
    assert other_method().headers.get("Allow") == "POST"


def test_a_streamed_answer_is_always_a_200_in_chunks() -> None:
    """Its length is not known when it begins."""
    given: Response = streamed({"output": {}, "errors": {"a": "b"}})
    assert given.status == 200
    assert given.headers.get("Transfer-Encoding") == "chunked"
    assert "Content-Length" not in given.headers
