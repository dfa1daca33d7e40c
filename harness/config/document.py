"""A configuration file as read: its data, and the line of every place in it."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from harness.config.locate import Place, locate
from harness.errors import UsageError


@dataclass(frozen=True)
class Document:
    """``data`` holds JSON types only: dates have become ISO 8601 text."""

    file: Path
    data: Mapping[str, Any]
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of ``place``, or of the nearest thing around it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def error(self, place: Place, what: str, mend: str) -> UsageError:
        """Return the error that says what is wrong at ``place``."""
        return UsageError(what, mend=mend, file=self.file, line=self.line(place))

    @contextmanager
    def at(self, place: Place) -> Iterator[None]:
        """Give a ``UsageError`` that is raised inside the line of ``place``."""
        try:
            yield
        except UsageError as error:
            raise self.error(place, error.what, error.mend) from None


def read_document(file: Path) -> Document:
    """Read ``file``; raise ``UsageError`` with the line when it is not UTF-8, not TOML, or not finite."""
    text = _text(file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, line = _syntax(str(error), text)
        mend = 'strings stand in quotes, a key stands once: name = "value"'
        raise UsageError(f"not TOML: {what}", mend=mend, file=file, line=line) from None
    document = Document(file, data, locate(text))
    return Document(file, _plain(data, (), document), document.lines)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        mend = "name a file with --config, or write one with: harness init"
        raise UsageError(f"cannot be read: {error.strerror}", mend=mend, file=file) from None
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8: byte 0x{raw[error.start]:02x}"
        raise UsageError(what, mend="save the file as UTF-8", file=file, line=line) from None


def _syntax(message: str, text: str) -> tuple[str, int]:
    """Split tomllib's message into what is wrong and its line; only Python 3.14 gives them apart."""
    found = re.fullmatch(r"(.*) \((?:at line (\d+), column \d+|at end of document)\)", message, re.DOTALL)
    if found is None:
        return message, 1
    end = max(1, len(text.splitlines()))
    return found[1], int(found[2]) if found[2] else end


def _plain(value: Any, place: Place, document: Document) -> Any:
    """Return ``value`` in JSON types; a schema cannot see that a number is not finite, so say it here."""
    if isinstance(value, dict):
        return {key: _plain(item, (*place, key), document) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, (*place, index), document) for index, item in enumerate(value)]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise document.error(place, f"{value} is not a finite number", "write a number, or leave the key out")
    return value
