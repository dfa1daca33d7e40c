"""Relational expressions of IF statements (z/OS MVS JCL Reference, "Relational-expression").

Return codes, abends and whether a step ran are compared, and joined by NOT, AND and OR; AND binds
tighter, and parentheses group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

_TOKEN = re.compile(r"\s*(?P<word>[A-Z0-9$#@.]+|[<>=¬^!]=?|[&|()])")
_COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    "GT": gt, ">": gt, "LT": lt, "<": lt, "EQ": eq, "=": eq, "GE": ge, ">=": ge, "LE": le, "<=": le,
    "NE": ne, "¬=": ne, "^=": ne, "!=": ne, "NG": le, "¬>": le, "^>": le, "NL": ge, "¬<": ge, "^<": ge,
}  # fmt: skip
_NOT = frozenset({"NOT", "¬", "^", "!"})
_AND, _OR = frozenset({"AND", "&"}), frozenset({"OR", "|"})
_KEYWORDS = frozenset({"RC", "ABEND", "ABENDCC", "RUN"})
_CODE = re.compile(r"[SU][0-9A-F]{1,4}")
_DEEPEST = 20


class Ending(NamedTuple):
    """How an earlier step ended: its name, its return code, its abend (empty when there was none)."""

    step: str
    code: int = 0
    abend: str = ""


class _WrongError(ValueError):
    """No relational expression."""


def is_relation(text: str) -> bool:
    """Tell whether this is a relational expression."""
    try:
        _Reader(text, ()).whole()
    except _WrongError:
        return False
    return True


def holds(text: str, before: Sequence[Ending]) -> bool:
    """Tell whether an expression is true after the steps ``before``; one that is none is false."""
    try:
        return _Reader(text, before).whole()
    except _WrongError:
        return False


def asks_for_abend(text: str) -> bool:
    """Tell whether an expression tests abends, so that its steps may run after one."""
    return re.search(r"\bABEND(CC)?\b", text) is not None


class _Reader:
    """Reads an expression from left to right and works it out as it goes."""

    def __init__(self, text: str, before: Sequence[Ending]) -> None:
        self._words = _words(text)
        self._before = before
        self._at = 0
        self._depth = 0

    def whole(self) -> bool:
        value = self._either()
        if self._next() is not None:
            raise _WrongError
        return value

    def _next(self) -> str | None:
        return self._words[self._at] if self._at < len(self._words) else None

    def _take(self) -> str:
        word = self._next()
        if word is None:
            raise _WrongError
        self._at += 1
        return word

    def _either(self) -> bool:
        value = self._both()
        while self._next() in _OR:
            self._take()
            value = self._both() or value
        return value

    def _both(self) -> bool:
        value = self._one()
        while self._next() in _AND:
            self._take()
            value = self._one() and value
        return value

    def _one(self) -> bool:
        word = self._take()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _WrongError
        try:
            if word in _NOT:
                return not self._one()
            if word != "(":
                return self._compared(word)
            value = self._either()
            if self._take() != ")":
                raise _WrongError
            return value
        finally:
            self._depth -= 1

    def _compared(self, word: str) -> bool:
        step, _, keyword = word.rpartition(".")
        if keyword not in _KEYWORDS:
            raise _WrongError
        comparison = _COMPARISONS.get(self._next() or "")
        ended = [each for each in self._before if not step or each.step == step]
        if comparison is not None:
            self._take()
            return self._value(keyword, comparison, self._take(), ended)
        if keyword == "RUN":
            return bool(ended)
        if keyword == "ABEND":
            return any(each.abend for each in ended)
        raise _WrongError

    def _value(
        self, keyword: str, comparison: Callable[[int, int], bool], wanted: str, ended: Sequence[Ending]
    ) -> bool:
        if wanted in ("TRUE", "FALSE") and keyword in ("ABEND", "RUN") and comparison in (eq, ne):
            found = bool(ended) if keyword == "RUN" else any(each.abend for each in ended)
            return found is (wanted == "TRUE") if comparison is eq else found is not (wanted == "TRUE")
        if keyword == "RC" and wanted.isdigit():
            codes = [each.code for each in ended if not each.abend]
            return bool(codes) and comparison(max(codes), int(wanted))
        if keyword == "ABENDCC" and _CODE.fullmatch(wanted) and comparison in (eq, ne):
            abends = {each.abend for each in ended if each.abend}
            return (wanted in abends) is (comparison is eq)
        raise _WrongError


def _words(text: str) -> list[str]:
    words, at = [], 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise _WrongError
        words.append(found["word"])
        at = found.end()
    return words
