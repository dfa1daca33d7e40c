"""Recorded text inside Markdown: shown as it is, never read as Markdown, HTML, a link or a mention."""

from __future__ import annotations

import re

from harness.report.legible import legible, one_line

_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "$": "&#36;"}
_SPLIT = "<!-- -->"
"""An empty comment: it parts what would become a link or a mention, and shows nothing."""
_JOINT = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_FORMATTING = re.compile(r"[\\`*_{}\[\]|~]")
_LEADING = re.compile(r"^([-+=]|\d+(?=[.)](?:\s|$)))")


def plain(text: str, limit: int = 400) -> str:
    """Return one line of text as a paragraph or a table cell of Markdown shows it."""
    escaped = _FORMATTING.sub(r"\\\g<0>", inert(text, limit))
    return _LEADING.sub(r"\1" + _SPLIT, escaped)


def inert(text: str, limit: int = 400) -> str:
    """Return one line of text as the content of an HTML element within Markdown."""
    parted = _JOINT.sub("\0", one_line(text, limit))
    return "".join(_ENTITIES.get(char, char) for char in parted).replace("\0", _SPLIT)


def code(text: str, limit: int = 400) -> str:
    """Return one line of text as a code span; a bar is escaped, as tables need it."""
    shown = one_line(text, limit)
    if not shown:
        return ""
    ticks = "`" * (1 + _longest_run(shown))
    space = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{ticks}{space}{shown}{space}{ticks}".replace("|", "\\|")


def block(text: str, language: str = "") -> str:
    """Return text as a fenced code block that nothing in it can end."""
    fence = "`" * max(3, 1 + _longest_run(text))
    return f"{fence}{language}\n{legible(text)}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
