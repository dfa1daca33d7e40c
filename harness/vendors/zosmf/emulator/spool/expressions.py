"""Extended regular expressions that take time in proportion to the text, whatever their writer intends.

Python's own engine backtracks, and ``(a+)+$`` from a caller would stop the emulator for good. This
is Thompson's construction over the POSIX syntax: literals, ``.``, ``[]``, ``()``, ``|``, ``*``,
``+``, ``?``, ``{m,n}``, ``^``, ``$`` and backslash escapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_MOST_STATES = 1_000
_BRACES = re.compile(r"\{(\d{1,3})(,(\d{1,3})?)?\}", re.ASCII)
_CLASS = re.compile(r"\[(?P<negated>\^?)(?P<members>\]?(?:\[:\w+:\]|[^\]])*)\]")
_NAMED = {
    "[:alpha:]": "a-zA-Z", "[:digit:]": "0-9", "[:alnum:]": "a-zA-Z0-9", "[:upper:]": "A-Z",
    "[:lower:]": "a-z", "[:space:]": " \t", "[:blank:]": " \t", "[:xdigit:]": "0-9A-Fa-f",
}  # fmt: skip
Test = Callable[[str], bool]


def compile_expression(pattern: str, *, fold: bool) -> Callable[[str], bool]:
    """Return a test for records that contain ``pattern``; one that is not valid is found nowhere."""
    try:
        machine = _Reader(pattern.lower() if fold else pattern).machine()
    except (_NotValid, RecursionError):
        return lambda _: False
    return lambda record: machine.found_in(record.lower() if fold else record)


class _NotValid(Exception):  # noqa: N818 - what a caller wrote, not an error of ours
    """The expression is not one, or would need too many states."""


@dataclass
class _Machine:
    """States by number: a state tests one character, or an anchor, or goes on freely."""

    tests: list[Test | str | None] = field(default_factory=list)
    nexts: list[list[int]] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def add(self, test: Test | str | None, *nexts: int) -> int:
        if len(self.tests) >= _MOST_STATES:
            raise _NotValid
        self.tests.append(test)
        self.nexts.append(list(nexts))
        return len(self.tests) - 1

    def found_in(self, text: str) -> bool:
        """Run all possibilities at once, beginning anew at each character."""
        alive: set[int] = set()
        for position in range(len(text) + 1):
            alive = self._reach({*alive, self.start}, position, len(text))
            if self.end in alive:
                return True
            if position < len(text):
                alive = self._step(alive, text[position])
        return False

    def _step(self, alive: set[int], character: str) -> set[int]:
        return {
            following
            for state in alive
            if callable(test := self.tests[state]) and test(character)
            for following in self.nexts[state]
        }

    def _reach(self, states: set[int], position: int, length: int) -> set[int]:
        anchors = {None, *(("^",) if position == 0 else ()), *(("$",) if position == length else ())}
        todo, reached = list(states), set(states)
        while todo:
            state = todo.pop()
            if callable(self.tests[state]) or self.tests[state] not in anchors:
                continue
            fresh = [each for each in self.nexts[state] if each not in reached]
            reached.update(fresh)
            todo.extend(fresh)
        return reached


Piece = Callable[[int], int]
"""Builds states that lead to a given state; returns their first."""


class _Reader:
    """Reads an expression from left to right into pieces, then builds the machine from its end."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._machine = _Machine()

    def machine(self) -> _Machine:
        piece = self._choice()
        if self._at < len(self._pattern):
            raise _NotValid
        self._machine.end = self._machine.add(None)
        self._machine.start = piece(self._machine.end)
        return self._machine

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _choice(self) -> Piece:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        return lambda end: self._machine.add(None, *[branch(end) for branch in branches])

    def _sequence(self) -> Piece:
        pieces: list[Piece] = []
        while self._peek() not in ("", "|", ")"):
            pieces.append(self._repeated(self._atom()))

        def build(end: int) -> int:
            for piece in reversed(pieces):
                end = piece(end)
            return end

        return build

    def _atom(self) -> Piece:
        character = self._peek()
        if character == "[":
            return self._bracket()
        if character in "*+?{":
            raise _NotValid
        self._at += 1
        if character == "(":
            return self._group()
        if character in "^$":
            return lambda end: self._machine.add(character, end)
        if character == ".":
            return lambda end: self._machine.add(_any, end)
        if character == "\\":
            character = self._peek()
            self._at += 1
            if not character:
                raise _NotValid
        return lambda end: self._machine.add(character.__eq__, end)

    def _group(self) -> Piece:
        inner = self._choice()
        if self._peek() != ")":
            raise _NotValid
        self._at += 1
        return inner

    def _bracket(self) -> Piece:
        found = _CLASS.match(self._pattern, self._at)
        if found is None:
            raise _NotValid
        self._at = found.end()
        members = _members(found["members"])
        wanted = not found["negated"]
        return lambda end: self._machine.add(lambda character: (character in members) is wanted, end)

    def _repeated(self, piece: Piece) -> Piece:
        while (character := self._peek()) in ("*", "+", "?", "{"):
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(character) or self._braces()
            self._at += 1
            piece = self._times(piece, least, most)
        return piece

    def _braces(self) -> tuple[int, int | None]:
        found = _BRACES.match(self._pattern, self._at)
        if found is None:
            raise _NotValid
        self._at = found.end() - 1
        least = int(found[1])
        most = least if found[2] is None else None if found[3] is None else int(found[3])
        if most is not None and most < least:
            raise _NotValid
        return least, most

    def _times(self, piece: Piece, least: int, most: int | None) -> Piece:
        def build(end: int) -> int:
            following = self._loop(piece, end) if most is None else end
            for _ in range((most or least) - least):
                following = self._machine.add(None, piece(following), end)
            for _ in range(least):
                following = piece(following)
            return following

        return build

    def _loop(self, piece: Piece, end: int) -> int:
        loop = self._machine.add(None, end)
        self._machine.nexts[loop].append(piece(loop))
        return loop


def _any(_: str) -> bool:
    return True


def _members(text: str) -> frozenset[str]:
    for name, meaning in _NAMED.items():
        text = text.replace(name, meaning)
    found: set[str] = set()
    position = 0
    while position < len(text):
        if text[position + 1 : position + 2] == "-" and position + 2 < len(text):
            first, last = ord(text[position]), ord(text[position + 2])
            found.update(map(chr, range(first, min(last, first + 512) + 1)))
            position += 3
        else:
            found.add(text[position])
            position += 1
    return frozenset(found)
