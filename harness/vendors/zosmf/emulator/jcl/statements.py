"""Records to statements: names, operations, operands over continued records, in-stream data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from harness.vendors.zosmf.emulator.jcl import operands
from harness.vendors.zosmf.emulator.jcl.operands import scan

_LAST_COLUMN = 71
"""Columns 72 to 80 hold a continuation mark and sequence numbers."""
_THEN = re.compile(r"\bTHEN\b")
_CONTINUED_QUOTE_COLUMN = 15
"""An apostrophe that is open goes on in column 16."""


class Kind(Enum):
    """What a statement is."""

    JCL = auto()
    COMMENT = auto()
    NULL = auto()
    """``//`` and nothing else: the end of a job."""
    JES = auto()
    """``/*JOBPARM`` and the like."""
    DELIMITER = auto()
    """``/*``: the end of in-stream data."""
    DATA = auto()
    """A record that is no statement, where none should be."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, from one or more records of which ``data`` are the in-stream ones that follow."""

    kind: Kind
    first: int
    """Index of its first record."""
    records: tuple[str, ...]
    name: str = ""
    operation: str = ""
    operands: str = ""
    data: tuple[str, ...] = ()
    cut_short: bool = False
    """A continuation was promised and did not come."""


def read_statements(records: Sequence[str]) -> list[Statement]:
    """Read all statements of a deck, in order."""
    found: list[Statement] = []
    position = 0
    while position < len(records):
        statement = _read_one(records, position)
        found.append(statement)
        position += len(statement.records) + len(statement.data)
    return found


def _read_one(records: Sequence[str], first: int) -> Statement:
    record = records[first]
    if record.startswith("//*"):
        return Statement(Kind.COMMENT, first, (record,))
    if record.startswith("//"):
        if not record[2:_LAST_COLUMN].strip():
            return Statement(Kind.NULL, first, (record,))
        return _read_jcl(records, first)
    if record.startswith("/*"):
        return Statement(Kind.JES if record[2:3].strip() else Kind.DELIMITER, first, (record,))
    return Statement(Kind.DATA, first, (record,))


def _fields(record: str) -> tuple[str, str, str]:
    """Split the first record of a statement into name, operation and what follows."""
    text = record[2:_LAST_COLUMN]
    name = "" if text[:1] == " " else text.split(" ", 1)[0]
    rest = text[len(name) :].lstrip(" ")
    operation, _, after = rest.partition(" ")
    return name, operation, after.lstrip(" ")


def _read_jcl(records: Sequence[str], first: int) -> Statement:
    name, operation, text = _fields(records[first])
    if operation == "IF":
        return _read_if(records, first, name, text)
    field = scan(text)
    parts, used = [field.text], 1
    while field.continues:
        skipped, text_of_next = _continuation(records, first + used, in_quote=field.open_quote)
        if text_of_next is None:
            break
        field = scan(text_of_next, in_quote=field.open_quote)
        parts.append(field.text)
        used += skipped + 1
    all_operands = "".join(parts)
    taken = tuple(records[first : first + used])
    data = _in_stream(records, first + used, all_operands) if operation == "DD" else ()
    return Statement(Kind.JCL, first, taken, name, operation, all_operands, data, cut_short=field.continues)


def _read_if(records: Sequence[str], first: int, name: str, text: str) -> Statement:
    """Read an IF statement: blanks separate its parts, and it goes on until the word THEN."""
    used = 1
    while _THEN.search(text) is None and records[first + used : first + used + 1]:
        record = records[first + used]
        if not record.startswith("// ") or not record[2:_LAST_COLUMN].strip():
            break
        text, used = f"{text.rstrip()} {record[2:_LAST_COLUMN].strip()}", used + 1
    found = _THEN.search(text)
    condition = text if found is None else text[: found.start()]
    taken = tuple(records[first : first + used])
    return Statement(Kind.JCL, first, taken, name, "IF", condition.strip(), cut_short=found is None)


def _continuation(records: Sequence[str], start: int, *, in_quote: bool) -> tuple[int, str | None]:
    """Return how many comments come before the continuing record, and its text; None when it is missing."""
    skipped = 0
    while start + skipped < len(records) and records[start + skipped].startswith("//*"):
        skipped += 1
    record = records[start + skipped] if start + skipped < len(records) else ""
    if not record.startswith("// "):
        return 0, None
    text = record[2:_LAST_COLUMN]
    if in_quote:
        return skipped, record[_CONTINUED_QUOTE_COLUMN:_LAST_COLUMN]
    return skipped, text.lstrip(" ") or None


def _in_stream(records: Sequence[str], start: int, text: str) -> tuple[str, ...]:
    """Return the data that ``DD *`` or ``DD DATA`` brings, its delimiter left to the next statement."""
    positional, named = operands.keywords(text)
    if not positional or positional[0] not in ("*", "DATA"):
        return ()
    delimiter = operands.unquote(named.get("DLM", "")) or "/*"
    ends = (delimiter,) if positional[0] == "DATA" or "DLM" in named else (delimiter, "//")
    stop = start
    while stop < len(records) and not records[stop].startswith(ends):
        stop += 1
    return tuple(records[start:stop])
