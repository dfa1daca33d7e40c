from __future__ import annotations

import pytest

from harness.exchange import Response
from harness.vendors.zosmf.emulator.ebcdic import SYSTEM_PAGE
from harness.vendors.zosmf.emulator.errors import Refusal
from harness.vendors.zosmf.emulator.spool.reading import read_reading, render

RECORDS = tuple(f"record {n}  " for n in range(5))


def _read(header: str | None = None, **query: str) -> Response:
    headers = {} if header is None else {"x-ibm-record-range": header}
    return render(RECORDS, read_reading(query, headers))


def test_text_has_no_trailing_blanks() -> None:
    """Each record becomes a line without the blanks that fill it."""
    response = _read()
    assert response.body == b"record 0\nrecord 1\nrecord 2\nrecord 3\nrecord 4\n"
    assert response.headers.get("content-type") == "text/plain;charset=UTF-8"


def test_binary_is_as_it_stands_on_spool() -> None:
    """Bytes come in EBCDIC, with their blanks and nothing between records."""
    response = _read(mode="binary")
    assert response.body == SYSTEM_PAGE.encode("".join(RECORDS))
    assert response.headers.get("content-type") == "application/octet-stream"


def test_record_mode_puts_lengths_before_records() -> None:
    """Every record follows its length in four bytes."""
    body = _read("0,1", mode="record").body
    assert body == b"\x00\x00\x00\x0a" + SYSTEM_PAGE.encode(RECORDS[0])


@pytest.mark.parametrize(
    ("header", "records"),
    [("0-1", [0, 1]), ("2-0", [2, 3, 4]), ("0-0", [0, 1, 2, 3, 4]), ("4-9", [4]), ("9-0", []),
     ("1,2", [1, 2]), ("0,0", []), (" 3-3 ", [3])],
)  # fmt: skip
def test_a_range_selects_records(header: str, records: list[int]) -> None:
    """First and last count from 0, a last of 0 means the end; with a comma the second is a count."""
    assert _read(header).body.decode().split("\n")[:-1] == [f"record {n}" for n in records]


@pytest.mark.parametrize(
    "header", ["", "1", "2-1", "a-b", "-1", "1-", "1;2", "0-1-2", "1.5-2", "9999999999-0"]
)
def test_a_range_that_is_none_is_refused(header: str) -> None:
    """What is no range, or ends before it begins, is refused with its text (6/4/11)."""
    with pytest.raises(Refusal) as caught:
        _read(header)
    assert caught.value.message == f"Record range '{header}' is not valid for spool file record request"


def test_another_code_page_reads_other_characters() -> None:
    """Text is translated from the page that is named; what differs between pages differs."""
    reading = read_reading({"fileEncoding": "IBM-037"}, {})
    assert render(("[x]",), reading).body.decode() == "Ýx¨\n"


def test_a_code_page_that_there_is_not_is_refused() -> None:
    """An unknown page is refused by its name (6/4/14)."""
    with pytest.raises(Refusal, match="Unsupported encoding: undefined"):
        _read(fileEncoding="undefined")


def test_a_search_returns_from_the_first_hit_on() -> None:
    """A header says where the first hit stands and how many records follow from there."""
    response = _read(search="record 2", maxreturnsize="2")
    assert response.body == b"record 2\nrecord 3\n"
    assert response.headers.get("x-ibm-record-range") == "2,2"


def test_a_search_without_a_hit_returns_nothing() -> None:
    """No hit is an empty body without the header."""
    response = _read(research="^none$")
    assert (response.status, response.body) == (200, b"")
    assert "x-ibm-record-range" not in response.headers


def test_searches_are_for_text() -> None:
    """In the other modes a search is passed over; an unknown mode is text."""
    assert _read(mode="binary", search="record 2").body == SYSTEM_PAGE.encode("".join(RECORDS))
    assert _read(mode="none").body == _read().body
