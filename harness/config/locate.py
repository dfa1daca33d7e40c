"""Where each key of a TOML text stands: tomllib reads values but forgets their lines.

The scan follows TOML 1.0 over text that tomllib has accepted, so it checks nothing again. It knows
only where strings end, what opens and closes, and how keys and headers name their place.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass, field

Place = tuple[str | int, ...]
"""A way into a document: keys, and indexes of array elements (``("waivers", 0, "rule")``)."""

_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# The lazy body cannot step over an escape's second half, since [^\\] never takes the backslash; up to
# two quotes may stand directly before the closing three (TOML 1.0, "String").
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def locate(text: str) -> dict[Place, int]:
    """Return the 1-based line of every key, table and array element of ``text``.

    The empty place is line 1. ``text`` must be TOML that ``tomllib.loads`` accepts.
    """
    scan = _Scan(text.replace("\r\n", "\n"))
    scan.document()
    return scan.lines


@dataclass
class _Scan:
    text: str
    position: int = 0
    lines: dict[Place, int] = field(default_factory=lambda: {(): 1})
    _elements: dict[Place, int] = field(default_factory=dict)
    """How many ``[[headers]]`` each array of tables has had."""

    def __post_init__(self) -> None:
        self._breaks = [match.start() for match in re.finditer("\n", self.text)]

    def document(self) -> None:
        table: Place = ()
        self._skip(_SPACE)
        while self.position < len(self.text):
            table = self._header() if self._at("[") else self._pair(table)
            self._skip(_SPACE)

    def _header(self) -> Place:
        """Read ``[a.b]`` or ``[[a.b]]``; return the table that the following pairs belong to."""
        line, repeated = self._line(), self._at("[[")
        self.position += 2 if repeated else 1
        *parents, last = self._key()
        table = (*self._inside(parents, line), last)
        self.lines.setdefault(table, line)
        self.position += 2 if repeated else 1
        if not repeated:
            # An implied parent was noted where its child stands; its own header is the better place.
            self.lines[table] = line
            return table
        count = self._elements.get(table, 0)
        self._elements[table] = count + 1
        self.lines[*table, count] = line
        return (*table, count)

    def _inside(self, parents: list[str], line: int) -> Place:
        """Walk down ``parents``: a name that is an array of tables means its latest element."""
        place: Place = ()
        for name in parents:
            place = (*place, name)
            self.lines.setdefault(place, line)
            if place in self._elements:
                place = (*place, self._elements[place] - 1)
        return place

    def _pair(self, table: Place) -> Place:
        """Read ``key = value``; return ``table``, which stays open."""
        line, place = self._line(), table
        for name in self._key():
            place = (*place, name)
            self.lines.setdefault(place, line)
        self.position += 1
        self._skip(_BLANK)
        self._value(place)
        return table

    def _key(self) -> list[str]:
        """Read a dotted key up to what follows it."""
        names = [self._name()]
        while self._at("."):
            self.position += 1
            names.append(self._name())
        return names

    def _name(self) -> str:
        self._skip(_BLANK)
        bare = _BARE_KEY.match(self.text, self.position)
        raw = bare.group() if bare else self._string()
        if bare:
            self.position = bare.end()
        self._skip(_BLANK)
        return raw if bare else str(tomllib.loads(f"it = {raw}")["it"])

    def _value(self, place: Place) -> None:
        if self._at("["):
            self._array(place)
        elif self._at("{"):
            self._inline_table(place)
        elif self._at('"') or self._at("'"):
            self._string()
        else:
            self._skip(_SCALAR)

    def _array(self, place: Place) -> None:
        self.position += 1
        index = 0
        self._skip(_SPACE)
        while not self._at("]"):
            self.lines[*place, index] = self._line()
            self._value((*place, index))
            index += 1
            self._skip_comma()
        self.position += 1

    def _inline_table(self, place: Place) -> None:
        self.position += 1
        self._skip(_SPACE)
        while not self._at("}"):
            self._pair(place)
            self._skip_comma()
        self.position += 1

    def _string(self) -> str:
        match = _STRING.match(self.text, self.position)
        if match is None:
            raise ValueError(f"not TOML that tomllib accepts, line {self._line()}")
        self.position = match.end()
        return match.group()

    def _skip_comma(self) -> None:
        self._skip(_SPACE)
        if self._at(","):
            self.position += 1
            self._skip(_SPACE)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def _at(self, symbol: str) -> bool:
        return self.text.startswith(symbol, self.position)

    def _line(self) -> int:
        return bisect_left(self._breaks, self.position) + 1
