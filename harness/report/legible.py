"""Make any text harmless and readable, wherever it is shown.

A target's answer may hold terminal escapes, characters that turn the reading direction, and what
XML and UTF-8 cannot carry. All of these are shown by their numbers, so that a report says what was there
and does nothing else. Escaping for HTML, XML or Markdown comes after, and belongs to each format.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line feed, DEL, C1
    "\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # invisible, or turning the direction
    "\ud800-\udfff\ufffe\uffff]"  # not in UTF-8, or not in XML
)


def _number(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def legible(text: str) -> str:
    r"""Return ``text`` with every character that could act, hide or break a file shown by its number.

    Numbers read as programming languages write them: ``\x1b``, ``\u202e``. Tabs and line feeds stay.
    """
    return _UNSAFE.sub(_number, text)


def one_line(text: str, limit: int = 240) -> str:
    """Return ``text`` legible, on one line, and cut to ``limit`` characters with an ellipsis."""
    flat = " ".join(legible(text).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def sized(count: int) -> str:
    """Return a number of bytes for people: ``312 bytes``, ``4.1 KiB``, ``2.0 MiB``."""
    if count < 1024:
        return f"{count} byte{'' if count == 1 else 's'}"
    if count < 1024 * 1024:
        return f"{count / 1024:.1f} KiB"
    return f"{count / 1024 / 1024:.1f} MiB"


def lasting(seconds: float) -> str:
    """Return a span of time for people: ``8 ms``, ``1.42 s``, ``3 min 05 s``."""
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms"
    if seconds < 60:
        return f"{seconds:.3g} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"
