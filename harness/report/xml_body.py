"""An XML document as indented lines, each knowing which element begins on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from harness.report.legible import legible
from harness.xml_document import Element, parse_xml

_TOKEN: Final = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+", re.DOTALL
)


@dataclass
class _Open:
    """An element that has begun. ``line`` is its start, as long as nothing but text has followed."""

    path: str
    line: str | None
    names: Counter[str] = field(default_factory=Counter)


def xml_lines(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the lines of a document, with the XPath of the element that begins on each.

    Tags and texts stay as they were written; layout between elements gives way to indentation. Every
    element has its position in its path. Raises ``XmlError`` for what cannot be read.
    """
    # The text has been decoded, whatever encoding the document itself names.
    root = parse_xml(text.encode(), "utf-8")
    yield from _Writer(root).lines(_TOKEN.findall(text))


class _Writer:
    def __init__(self, root: Element) -> None:
        self._elements = root.iter()
        self._open: list[_Open] = [_Open("", None)]

    def lines(self, tokens: list[str]) -> Iterator[tuple[str, str | None]]:
        for token in tokens:
            if token.startswith("</"):
                yield self._end(token)
            elif token.startswith("<") and not token.startswith(("<!", "<?")):
                yield from self._start(token)
            else:
                yield from self._text(token)

    def _start(self, tag: str) -> Iterator[tuple[str, str | None]]:
        yield from self._begun()
        parent = self._open[-1]
        name = next(self._elements).tag
        parent.names[name] += 1
        path = f"{parent.path}/{name}[{parent.names[name]}]"
        line = self._indent() + legible(" ".join(tag.split()))
        if tag.endswith("/>"):
            yield line, path
        else:
            self._open.append(_Open(path, line))

    def _end(self, tag: str) -> tuple[str, str | None]:
        ended = self._open.pop()
        if ended.line is not None:
            return ended.line + tag, ended.path
        return self._indent() + tag, None

    def _text(self, text: str) -> Iterator[tuple[str, str | None]]:
        holder = self._open[-1]
        if holder.line is not None:
            # Layout before a child is none; if the element ends instead, it is its text.
            holder.line += legible(text).replace("\n", "\\n") if text.strip() else ""
        elif text.strip():
            yield self._indent() + legible(text.strip()).replace("\n", "\\n"), None

    def _begun(self) -> Iterator[tuple[str, str | None]]:
        """Yield the line of the element that gets a child now."""
        holder = self._open[-1]
        if holder.line is not None:
            yield holder.line, holder.path
            holder.line = None

    def _indent(self) -> str:
        return "  " * (len(self._open) - 1)
