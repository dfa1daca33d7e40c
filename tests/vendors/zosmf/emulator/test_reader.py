from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.ebcdic import SYSTEM_PAGE
from harness.vendors.zosmf.emulator.errors import Refusal
from harness.vendors.zosmf.emulator.reader import Reader, read_reader, records_of


def test_text_is_cut_into_records_at_line_ends() -> None:
    """Lines end with either line end, and the last one needs none."""
    assert records_of(b"//A JOB\r\n//B EXEC\n\n", Reader()) == ("//A JOB", "//B EXEC", "")
    assert records_of(b"//A JOB", Reader()) == ("//A JOB",)


def test_records_come_after_their_lengths() -> None:
    """In record mode four bytes say how long each EBCDIC record is."""
    parts = [SYSTEM_PAGE.encode(text) for text in ("//A JOB", "//")]
    body = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    assert records_of(body, Reader("RECORD")) == ("//A JOB", "//")
    assert records_of(body + b"\0\0\0\x09" + parts[1], Reader("RECORD")) == ("//A JOB", "//", "//")


def test_binary_records_have_one_length() -> None:
    """In binary mode EBCDIC records follow each other at the logical record length."""
    body = SYSTEM_PAGE.encode("//A JOB".ljust(80) + "//B EXEC")
    assert [record.rstrip() for record in records_of(body, Reader("BINARY"))] == ["//A JOB", "//B EXEC"]


def test_a_first_record_begins_with_a_slash() -> None:
    """Anything else is no job (6/4/17), before any record's length is looked at."""
    for body in (b"HELLO", b"\n//A JOB", b" //A JOB", b"x" * 500):
        with pytest.raises(Refusal, match="Submit input data does not start with a slash"):
            records_of(body, Reader())


def test_a_record_has_a_longest_length() -> None:
    """A longer record is refused with both lengths (6/4/9)."""
    body = b"//A JOB\n//" + b"X" * 101
    with pytest.raises(Refusal) as caught:
        records_of(body, Reader())
    message = "Job submission error. Record length 103 too long for JCL submission, maxlen=80"
    assert caught.value.message == message
    assert len(records_of(body, Reader(lrecl=103))) == 2


def test_headers_that_do_not_fit_are_passed_over() -> None:
    """A wrong record format or length is silently the default; the class must be one character."""
    plain = read_reader({})
    assert (plain.mode, plain.lrecl, plain.message_class, plain.mode_given) == ("TEXT", 80, "A", False)
    odd = read_reader(
        {"x-ibm-intrdr-recfm": "U", "x-ibm-intrdr-lrecl": "eighty", "x-ibm-intrdr-class": "ABC"}
    )
    assert odd == plain
    assert read_reader({"x-ibm-intrdr-lrecl": "255", "x-ibm-intrdr-class": "h"}).lrecl == 255
    assert read_reader({"x-ibm-intrdr-class": "h"}).message_class == "H"


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        (
            {"x-ibm-intrdr-mode": "ASCII"},
            "Incorrect Internal Reader mode: ASCII. Must be one of TEXT | RECORD | BINARY",
        ),
        (
            {"x-ibm-intrdr-mode": "BINARY", "x-ibm-intrdr-recfm": "V"},
            "Incorrect Internal Reader parameters: V. Fixed records are required for binary mode",
        ),
        ({"x-ibm-intrdr-file-encoding": "undefined"}, "Unsupported encoding: undefined"),
    ],
)
def test_what_cannot_be_read_is_refused(headers: dict[str, str], message: str) -> None:
    """Mode, its record format and the code page must be ones that there are."""
    with pytest.raises(Refusal) as caught:
        read_reader(headers)
    assert caught.value.message == message


def test_the_code_page_counts_for_text_only() -> None:
    """Record and binary mode bring EBCDIC, so the page of text is passed over."""
    assert (
        read_reader({"x-ibm-intrdr-mode": "RECORD", "x-ibm-intrdr-file-encoding": "undefined"}).mode
        == "RECORD"
    )


def test_another_code_page_changes_what_arrives() -> None:
    """Text written in one page and read in the system's shows the usual wrong brackets."""
    reader = read_reader({"x-ibm-intrdr-file-encoding": "IBM-037"})
    assert records_of(b"//A JOB '[]'", reader) == ("//A JOB 'Ý¨'",)


@given(st.binary(max_size=200), st.sampled_from(["TEXT", "RECORD", "BINARY"]))
def test_no_body_is_too_strange(body: bytes, mode: str) -> None:
    """Any bytes are records or a refusal."""
    try:
        records = records_of(body, Reader(mode))
    except Refusal as refusal:
        known = refusal.error.reason in (9, 17)
    else:
        known = records[0].startswith("/")
    assert known
