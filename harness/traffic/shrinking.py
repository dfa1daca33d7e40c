"""Find the simplest value that still fails: lists, numbers, texts, JSON. Pure, and the same every time.

Each function takes a value that fails and a predicate, and asks the predicate only about simpler values.
The search is greedy: what it returns fails, and no single further step of the same kind does.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, TypeVar

T = TypeVar("T")

_SIMPLE = ("A", "0", "a")
"""Characters from the simplest on; most grammars of names and numbers have one of them."""


def fewest(items: tuple[T, ...], fails: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """Return ``items`` less every run of them that is not needed: all, then halves, down to single ones."""
    size = len(items)
    while size > 0:
        start = 0
        while start < len(items):
            fewer = items[:start] + items[start + size :]
            if fails(fewer):
                items = fewer
            else:
                start += size
        size //= 2
    return items


def smallest_integer(value: int, fails: Callable[[int], bool]) -> int:
    """Return the integer nearest to 0 that fails, if all beyond it fail too; found by halving."""
    if value == 0 or fails(0):
        return 0
    sign, good, bad = (1 if value > 0 else -1), 0, abs(value)
    while bad - good > 1:
        middle = (good + bad) // 2
        if fails(sign * middle):
            bad = middle
        else:
            good = middle
    return sign * bad


def simplest_text(text: str, fails: Callable[[str], bool]) -> str:
    """Return a text that is as short as can be, of characters as simple as can be."""
    for simple in ("", *_SIMPLE):
        if simple == text:
            return text
        if len(simple) < len(text) and fails(simple):
            return simple
    text = "".join(fewest(tuple(text), lambda characters: fails("".join(characters))))
    for position in range(len(text)):
        text = _simpler_at(text, position, fails)
    return text


def _simpler_at(text: str, position: int, fails: Callable[[str], bool]) -> str:
    for simple in _SIMPLE:
        if simple == text[position]:
            return text
        simpler = text[:position] + simple + text[position + 1 :]
        if fails(simpler):
            return simpler
    return text


def simplest_lines(text: str, fails: Callable[[str], bool]) -> str:
    """Return a text of lines less every line that is not needed, then less every word that is not."""
    for pieces in (_lines, _words):
        text = "".join(fewest(pieces(text), lambda kept: fails("".join(kept))))
    return text


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines(keepends=True))


def _words(text: str) -> tuple[str, ...]:
    """Split before blanks and commas, so that an operand goes together with what leads to it."""
    words = [""]
    for character in text:
        if character in " ,\n" and words[-1]:
            words.append("")
        words[-1] += character
    return tuple(words)


def simplest_json(value: Any, fails: Callable[[Any], bool]) -> Any:
    """Return a JSON value with the fewest members and elements, each as simple as can be."""
    if isinstance(value, dict):
        kept = fewest(tuple(value.items()), lambda members: fails(dict(members)))
        return _simplest_children(dict(kept), list(dict(kept)), fails)
    if isinstance(value, list):
        left = fewest(tuple(value), lambda elements: fails(list(elements)))
        return _simplest_children(list(left), list(range(len(left))), fails)
    if isinstance(value, str):
        return simplest_text(value, fails)
    if isinstance(value, int) and not isinstance(value, bool):
        return smallest_integer(value, fails)
    return value


def _simplest_children(container: Any, places: list[Any], fails: Callable[[Any], bool]) -> Any:
    for place in places:

        def fails_with(child: Any, place: Any = place) -> bool:
            other = copy(container)
            other[place] = child
            return fails(other)

        container[place] = simplest_json(container[place], fails_with)
    return container
