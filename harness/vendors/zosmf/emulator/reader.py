"""The internal reader: how a submit describes its records, and how a body becomes records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harness.vendors.zosmf.emulator.ebcdic import DEFAULT, SYSTEM_PAGE, CodePage, code_page
from harness.vendors.zosmf.emulator.errors import (
    BAD_ENCODING,
    BAD_READER_MODE,
    BAD_READER_PARAMETERS,
    NO_SLASH,
    RECORD_TOO_LONG,
)
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release

_MODES = frozenset({"TEXT", "RECORD", "BINARY"})
_CLASS = re.compile(r"[A-Z0-9]")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_LENGTH_PREFIX = 4
_LRECL = 80


@dataclass(frozen=True, slots=True)
class Reader:
    """An internal reader as the ``X-IBM-Intrdr-*`` headers set it up (IBM topic: Submit a job)."""

    mode: str = "TEXT"
    mode_given: bool = False
    lrecl: int = _LRECL
    message_class: str = "A"
    page: CodePage = SYSTEM_PAGE


def read_reader(headers: Mapping[str, str], release: Release = DOCUMENTED) -> Reader:
    """Read the headers: a wrong mode is refused, a wrong record format or length is passed over."""
    given = headers.get("x-ibm-intrdr-mode")
    mode = (given or "TEXT").strip().upper()
    if mode not in _MODES:
        raise BAD_READER_MODE.refuse(value=given)
    recfm = headers.get("x-ibm-intrdr-recfm", "F").strip().upper()
    if mode == "BINARY" and recfm == "V":
        raise BAD_READER_PARAMETERS.refuse(value=recfm)
    lrecl = headers.get("x-ibm-intrdr-lrecl", "").strip()
    encoded = mode == "TEXT" and release.reader_encoding
    reader_class = headers.get("x-ibm-intrdr-class", "").strip().upper()
    return Reader(
        mode,
        given is not None,
        int(lrecl) if _NUMBER.fullmatch(lrecl) else _LRECL,
        reader_class if _CLASS.fullmatch(reader_class) else "A",
        _page(headers.get("x-ibm-intrdr-file-encoding", DEFAULT)) if encoded else SYSTEM_PAGE,
    )


def _page(name: str) -> CodePage:
    page = code_page(name)
    if page is None:
        raise BAD_ENCODING.refuse(value=name)
    return page


def records_of(body: bytes, reader: Reader) -> tuple[str, ...]:
    """Return the records of a body; refuse a first one without slash (6/4/17), a long one (6/4/9)."""
    records = tuple(_READERS[reader.mode](body, reader))
    if not records or not records[0].startswith("/"):
        raise NO_SLASH.refuse()
    for record in records:
        if len(record) > reader.lrecl:
            raise RECORD_TOO_LONG.refuse(length=len(record), most=reader.lrecl)
    return records


def _text(body: bytes, reader: Reader) -> Iterator[str]:
    """Lines of UTF-8, written in the reader's code page and read back in the system's."""
    lines = body.decode("utf-8", "replace").replace("\r\n", "\n").removesuffix("\n").split("\n")
    for line in lines:
        plain = line.isascii() and reader.page is SYSTEM_PAGE
        yield line if plain else SYSTEM_PAGE.decode(reader.page.encode(line))


def _prefixed(body: bytes, _: Reader) -> Iterator[str]:
    """Yield records after a length of four bytes each; a last one that is cut short counts as it is."""
    at = 0
    while at < len(body):
        length = int.from_bytes(body[at : at + _LENGTH_PREFIX], "big")
        at += _LENGTH_PREFIX
        yield SYSTEM_PAGE.decode(body[at : at + length])
        at += length


def _fixed(body: bytes, reader: Reader) -> Iterator[str]:
    """Yield records of equal length with nothing between them."""
    for at in range(0, len(body), reader.lrecl):
        yield SYSTEM_PAGE.decode(body[at : at + reader.lrecl])


_READERS = {"TEXT": _text, "RECORD": _prefixed, "BINARY": _fixed}
