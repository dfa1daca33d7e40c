"""A message body as lines that a person can read, each knowing which value or element it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from harness.contract import is_xml
from harness.exchange import Headers, media_type
from harness.report.legible import legible, sized
from harness.report.xml_body import xml_lines
from harness.xml_document import XmlError

PARSE_LIMIT = 256 * 1024
"""Bytes above which a body is not parsed for its structure."""
TEXT_LIMIT = 8 * 1024
"""Characters of a text body that are shown."""
HEX_LIMIT = 256
"""Bytes of a binary body that are shown."""
LINE_LIMIT = 400
"""Characters of one line that are shown."""
HEAD_LINES = 60
"""Lines of a long body that are shown from its beginning."""
AROUND = 2
"""Lines shown before and after each marked line further down."""
MARKS = 20
"""Marked lines further down that are shown."""
SHORTEST_GAP = 2
"""Lines that are shown rather than folded: the fold would be no shorter."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to show. ``pointer`` leads to what begins on it: a JSON pointer, or an XPath in XML."""

    text: str
    pointer: str | None = None
    marked: bool = False
    gap: bool = False
    """True when the line stands for lines that were left out."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body for reading: its ``form`` is ``empty``, ``json``, ``xml``, ``text`` or ``binary``."""

    form: str
    lines: tuple[Line, ...]
    note: str
    """Its size, and what was done to show it."""


class _Written(str):
    """A JSON number in the spelling that it had on the wire."""

    __slots__ = ()


class _Members(list[tuple[str, object]]):
    """A JSON object as its members in wire order, repeated names included."""

    __slots__ = ()


def read_body(headers: Headers, body: bytes) -> Body:
    """Return ``body`` as lines: JSON and XML indented, text as it is, anything else in hexadecimal."""
    if not body:
        return Body("empty", (), "no body")
    size = sized(len(body))
    text = _decoded(headers, body)
    if text is None:
        return Body("binary", tuple(_hexadecimal(body)), _shown(size, min(len(body), HEX_LIMIT), len(body)))
    lines = _json_lines(text) if _may_be_json(headers, text) else None
    if lines is not None:
        return Body("json", lines, f"{size}, indented for reading")
    lines = _xml_lines(text) if _may_be_xml(headers, text) else None
    if lines is not None:
        return Body("xml", lines, f"{size}, indented for reading")
    shown = text[:TEXT_LIMIT]
    return Body("text", tuple(map(_text_line, shown.split("\n"))), _shown(size, len(shown), len(text)))


def _shown(size: str, shown: int, total: int) -> str:
    return size if shown == total else f"{size}, the first {sized(shown)} shown"


def _decoded(headers: Headers, body: bytes) -> str | None:
    """Return the text of a body, or None when it is not text."""
    parameters = (headers.get("Content-Type") or "").lower().partition("charset=")[2]
    charset = parameters.split(";")[0].strip(" \"'") or "utf-8"
    try:
        text = body.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return None
    odd = sum(1 for char in text[:4096] if ord(char) < 0x20 and char not in "\t\r\n\x0c\x1b")
    return None if "\x00" in text[:4096] or odd * 10 > len(text[:4096]) else text.replace("\r\n", "\n")


def _may_be_json(headers: Headers, text: str) -> bool:
    kind = media_type(headers) or ""
    return len(text) <= PARSE_LIMIT and ("json" in kind or text.lstrip()[:1] in {"{", "["})


def _json_lines(text: str) -> tuple[Line, ...] | None:
    try:
        value = json.loads(text, object_pairs_hook=_Members, parse_int=_Written, parse_float=_Written)
        return tuple(_value_lines(value, "", "", "", ""))
    except (ValueError, RecursionError):
        return None


def _may_be_xml(headers: Headers, text: str) -> bool:
    return len(text) <= PARSE_LIMIT and (is_xml(media_type(headers) or "") or text.startswith("<?xml"))


def _xml_lines(text: str) -> tuple[Line, ...] | None:
    try:
        return tuple(Line(_cut(line), path) for line, path in xml_lines(text))
    except XmlError:
        return None


def _value_lines(value: object, pointer: str, indent: str, label: str, tail: str) -> Iterator[Line]:
    """Yield the lines of a JSON value; ``label`` precedes it on its first line, ``tail`` ends its last."""
    members = _members(value, pointer)
    if not members:
        yield Line(_cut(f"{indent}{label}{_scalar(value)}{tail}"), pointer)
        return
    opening, closing = "{}" if isinstance(value, _Members) else "[]"
    yield Line(_cut(f"{indent}{label}{opening}"), pointer)
    for index, (name, below, child) in enumerate(members):
        comma = "," if index < len(members) - 1 else ""
        yield from _value_lines(child, below, indent + "  ", name, comma)
    yield Line(f"{indent}{closing}{tail}")


def _members(value: object, pointer: str) -> Sequence[tuple[str, str, object]]:
    if isinstance(value, _Members):
        return [(f"{_quoted(name)}: ", f"{pointer}/{_token(name)}", child) for name, child in value]
    if isinstance(value, list):
        return [("", f"{pointer}/{index}", child) for index, child in enumerate(value)]
    return ()


def _scalar(value: object) -> str:
    if isinstance(value, _Written):
        return str(value)
    if isinstance(value, list):
        return "{}" if isinstance(value, _Members) else "[]"
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    return legible(json.dumps(text, ensure_ascii=False))


def _token(name: str) -> str:
    """Escape a member name for a JSON pointer (RFC 6901, 3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _text_line(text: str) -> Line:
    return Line(_cut(legible(text)))


def _cut(text: str) -> str:
    left_out = len(text) - LINE_LIMIT
    return text if left_out <= 0 else f"{text[:LINE_LIMIT]} … {left_out:,} more characters"


def _hexadecimal(body: bytes) -> Iterator[Line]:
    for offset in range(0, min(len(body), HEX_LIMIT), 16):
        row = body[offset : offset + 16]
        letters = "".join(chr(byte) if 0x20 <= byte < 0x7F else "·" for byte in row)
        yield Line(f"{offset:06x}  {row.hex(' '):<47}  {letters}")


def mark(lines: Sequence[Line], marked: frozenset[int]) -> tuple[Line, ...]:
    """Return ``lines`` with those at the indexes ``marked`` marked, and what is far from them folded."""
    near = {
        index
        for hit in sorted(marked)[:MARKS]
        for index in range(max(0, hit - AROUND), min(len(lines), hit + AROUND + 1))
    }
    shown: list[Line] = []
    for kept, group in groupby(range(len(lines)), key=lambda index: index < HEAD_LINES or index in near):
        run = list(group)
        if kept or len(run) <= SHORTEST_GAP:
            shown += [replace(lines[index], marked=index in marked) for index in run]
        else:
            shown.append(Line(f"… {len(run):,} lines left out …", gap=True))
    return tuple(shown)
