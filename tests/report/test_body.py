from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.exchange import Headers
from harness.report.body import HEAD_LINES, HEX_LIMIT, TEXT_LIMIT, Line, mark, read_body

JSON = Headers.of(Content_Type="application/json")
TEXT = Headers.of(Content_Type="text/plain; charset=utf-8")
WORDS = st.text(st.sampled_from('a1é"/~\\ \t\n{}[],:'), max_size=8)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
).filter(lambda value: isinstance(value, list | dict))


def texts(body_lines: tuple[Line, ...]) -> list[str]:
    """Return the texts of lines."""
    return [line.text for line in body_lines]


def test_an_empty_body_is_said_to_be_empty() -> None:
    """No body is shown as none, not as an empty box."""
    assert read_body(JSON, b"").note == "no body"


def test_json_is_indented_and_knows_its_pointers() -> None:
    """Each line of a document knows the JSON pointer of the value that begins on it."""
    body = read_body(JSON, b'[{"a/b": 1, "c": {"d": [true]}, "e": {}}]')
    assert [(line.text.strip(), line.pointer) for line in body.lines] == [
        ("[", ""),
        ("{", "/0"),
        ('"a/b": 1,', "/0/a~1b"),
        ('"c": {', "/0/c"),
        ('"d": [', "/0/c/d"),
        ("true", "/0/c/d/0"),
        ("]", None),
        ("},", None),
        ('"e": {}', "/0/e"),
        ("}", None),
        ("]", None),
    ]


@given(DOCUMENTS)
def test_indented_json_is_the_same_document(value: object) -> None:
    """What is shown of a document, read again, is that document."""
    body = read_body(JSON, json.dumps(value).encode())
    assert json.loads("\n".join(texts(body.lines))) == value


def test_numbers_and_repeated_names_stay_as_they_were_sent() -> None:
    """A number keeps its spelling, and a name that stands twice is shown twice."""
    assert texts(read_body(JSON, b'{"a": 1.50e3, "a": 12345678901234567890}').lines)[1:3] == [
        '  "a": 1.50e3,',
        '  "a": 12345678901234567890',
    ]


def test_broken_json_is_shown_as_text() -> None:
    """A body that is not what its media type says is shown as it came."""
    assert texts(read_body(JSON, b'{"a": ').lines) == ['{"a": ']


def test_deep_json_does_no_harm() -> None:
    """A document nested beyond reason is shown as text."""
    assert read_body(JSON, b"[" * 100_000).form == "text"


def test_binary_is_shown_in_hexadecimal() -> None:
    """Bytes that are no text are shown in rows of sixteen, up to a limit, with the size of the whole."""
    body = read_body(Headers(), bytes(range(256)) * 40)
    assert body.form == "binary"
    assert body.lines[4].text == "000040  40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f  @ABCDEFGHIJKLMNO"
    assert len(body.lines) == HEX_LIMIT // 16
    assert body.note == "10.0 KiB, the first 256 bytes shown"


def test_a_wrong_charset_is_no_text() -> None:
    """A body that its charset cannot read, and a charset that nobody knows, give hexadecimal."""
    assert read_body(TEXT, b"\xff\xfe\xfa").form == "binary"
    assert read_body(Headers.of(Content_Type="text/plain; charset=klingon"), b"abc").form == "binary"


def test_the_charset_given_is_used() -> None:
    """Text is read in the charset that its media type names."""
    assert texts(read_body(Headers.of(Content_Type='text/plain; charset="latin-1"'), b"\xe9").lines) == ["é"]


def test_escapes_in_text_are_signs() -> None:
    """A terminal escape in a text body is readable and does nothing."""
    assert texts(read_body(TEXT, b"\x1b[2Jgone").lines) == ["\\x1b[2Jgone"]


def test_long_text_is_cut_with_its_size() -> None:
    """A huge body costs a report no more than a page, and says what was left out."""
    body = read_body(TEXT, b"x\n" * 1_000_000)
    assert sum(len(line.text) + 1 for line in body.lines) <= TEXT_LIMIT + 1
    assert body.note == "1.9 MiB, the first 8.0 KiB shown"


def test_one_long_line_is_cut() -> None:
    """A line that no screen can hold is cut, and says by how much."""
    assert texts(read_body(TEXT, b"y" * 1000).lines)[0].endswith("y … 600 more characters")


def test_far_marks_are_kept_and_the_rest_is_folded() -> None:
    """Of a long document the beginning is shown, and each marked line with its neighbours."""
    lines = [Line(str(number)) for number in range(1000)]
    shown = mark(lines, frozenset({500}))
    assert [line.text for line in shown[HEAD_LINES:]] == [
        "… 438 lines left out …",
        "498",
        "499",
        "500",
        "501",
        "502",
        "… 497 lines left out …",
    ]
    assert [line.text for line in shown if line.marked] == ["500"]


def test_a_gap_never_hides_less_than_it_costs() -> None:
    """Two lines are shown and not folded: the fold would be no shorter."""
    lines = [Line(str(number)) for number in range(HEAD_LINES + 2)]
    assert mark(lines, frozenset()) == tuple(lines)


XML = Headers.of(Content_Type="application/job+xml")


def test_xml_is_indented_and_its_lines_know_their_elements() -> None:
    """Under any name of XML; the record keeps the bytes."""
    body = read_body(XML, b"<jobs><job id='1'><state>RUN</state></job><job/></jobs>")
    assert (body.form, body.note) == ("xml", "55 bytes, indented for reading")
    assert [(line.text, line.pointer) for line in body.lines] == [
        ("<jobs>", "/jobs[1]"),
        ("  <job id='1'>", "/jobs[1]/job[1]"),
        ("    <state>RUN</state>", "/jobs[1]/job[1]/state[1]"),
        ("  </job>", None),
        ("  <job/>", "/jobs[1]/job[2]"),
        ("</jobs>", None),
    ]


@pytest.mark.parametrize("document", [b"<jobs>", b"<!DOCTYPE a><a/>", b"<a>" * 300 + b"</a>" * 300])
def test_what_is_no_sound_xml_is_shown_as_it_came(document: bytes) -> None:
    """A report repairs nothing, and follows nothing."""
    assert read_body(XML, document).form == "text"
