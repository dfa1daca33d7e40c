"""Which records of a file are read, and how they are written into a response."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.exchange import Response
from harness.vendors.zosmf.emulator.ebcdic import DEFAULT, SYSTEM_PAGE, CodePage, code_page
from harness.vendors.zosmf.emulator.errors import BAD_ENCODING, BAD_RANGE
from harness.vendors.zosmf.emulator.messages import bytes_response, text_response, with_headers
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release
from harness.vendors.zosmf.emulator.spool.searching import Search, read_search

_FROM_TO = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_FROM_COUNT = re.compile(r"(\d{1,9}),(\d{1,9})", re.ASCII)
_LENGTH_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: ``span`` selects records, ``page`` translates them for text."""

    mode: str
    span: slice
    page: CodePage
    search: Search | None


def read_reading(
    query: Mapping[str, str], headers: Mapping[str, str], release: Release = DOCUMENTED
) -> Reading:
    """Read the request's wishes; refuse a bad range (6/4/11) or code page (6/4/14).

    A mode other than text, binary and record is read as text: what it should be is not documented.
    """
    mode = query.get("mode", "text").lower()
    encoding = query.get("fileEncoding", DEFAULT) if release.file_encoding else DEFAULT
    page = code_page(encoding)
    if page is None:
        raise BAD_ENCODING.refuse(value=encoding)
    span = _span(headers.get("x-ibm-record-range"))
    searching = release.search and mode not in ("binary", "record")
    return Reading(mode, span, page, read_search(query) if searching else None)


def _span(text: str | None) -> slice:
    """``SSS-EEE``: first and last, from 0, EEE=0 through the end; ``SSS,NNN``: first and count."""
    if text is None:
        return slice(None)
    if found := _FROM_TO.fullmatch(text.strip()):
        first, last = int(found[1]), int(found[2])
        if last == 0 or first <= last:
            return slice(first, last + 1 if last else None)
    if found := _FROM_COUNT.fullmatch(text.strip()):
        first, count = int(found[1]), int(found[2])
        return slice(first, first + count)
    raise BAD_RANGE.refuse(value=text)


def render(records: Sequence[str], reading: Reading) -> Response:
    """Return the records asked for, as text, as bytes, or as bytes with lengths."""
    if reading.search is not None:
        return _render_search(records, reading.search, reading)
    chosen = records[reading.span]
    if reading.mode == "binary":
        return bytes_response(b"".join(SYSTEM_PAGE.encode(record) for record in chosen))
    if reading.mode == "record":
        return bytes_response(b"".join(_prefixed(SYSTEM_PAGE.encode(record)) for record in chosen))
    return text_response(_text(chosen, reading.page))


def _render_search(records: Sequence[str], search: Search, reading: Reading) -> Response:
    """Start at the first record that matches; say where it stands (zowe-cli, jobs search)."""
    first = next((n for n, record in enumerate(records) if search.matches(record)), None)
    if first is None:
        return text_response(b"")
    chosen = records[first : first + search.most]
    said = (("X-IBM-Record-Range", f"{first},{len(chosen)}"),)
    return with_headers(text_response(_text(chosen, reading.page)), said)


def _prefixed(record: bytes) -> bytes:
    return len(record).to_bytes(_LENGTH_PREFIX, "big") + record


def _text(records: Sequence[str], page: CodePage) -> bytes:
    """Translate from the given code page; trailing blanks of each record are dropped."""
    lines = records if page is SYSTEM_PAGE else [page.decode(SYSTEM_PAGE.encode(r)) for r in records]
    return "".join(f"{line.rstrip(' ')}\n" for line in lines).encode("utf-8", "replace")
