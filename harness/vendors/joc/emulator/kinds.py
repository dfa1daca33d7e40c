"""The kinds of values in request documents, as the published schemas (sos-berlin/joc, module sos-raml) say.

The validator is loose: a number may stand for text, ``"true"`` and ``"5"`` for a boolean and an integer,
and null for nothing. ``read`` returns the value that is meant, and raises ``WrongValueError`` for another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from harness.vendors.joc.emulator.dates import AT_PATTERN, DATE_PATTERN

Read = Callable[[Any], Any]
_PATH: Final = re.compile(r"/|(?:/[^/\\<>?:\"|*]+)+")
_MASTER: Final = re.compile(r"[^/\\<>?:\"|*]*")
_DIGITS: Final = re.compile(r"[0-9]+")
_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
_SCRIPT: Final = re.compile(r"</?script", re.IGNORECASE)


class WrongValueError(ValueError):
    """A value is not of its kind; ``place`` is where below the document."""

    def __init__(self, text: str, place: str = "") -> None:
        super().__init__(text)
        self.place = place

    def below(self, place: str) -> WrongValueError:
        """Return the same of a value that stands at ``place`` of another."""
        return WrongValueError(str(self), place + self.place)


def text(value: Any) -> str:
    """Read text; a number may stand for it."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise WrongValueError("is no string")


@dataclass(frozen=True, slots=True)
class Limited:
    """A reader of text within limits, which some releases do not set; ``topic`` names them."""

    topic: str
    read: Read

    def __call__(self, value: Any) -> Any:
        """Read text within its limits."""
        return self.read(value)


@dataclass(frozen=True, slots=True)
class Many:
    """A reader of a list."""

    item: Read

    def __call__(self, value: Any) -> list[Any]:
        """Read each item; one that is wrong is told with its place."""
        if not isinstance(value, list):
            raise WrongValueError("is no array")
        found: list[Any] = []
        try:
            for each in value:
                found.append(self.item(each))  # noqa: PERF401 - how many were good is where the wrong one is
        except WrongValueError as wrong:
            raise wrong.below(f"[{len(found)}]") from None
        return found


def _plain(value: Any) -> str:
    """Read free text: at most 255 characters, and no angle brackets."""
    found = text(value)
    if len(found) > 255 or "<" in found or ">" in found:
        raise WrongValueError("does not match the regex pattern ^[^<>]*$ or is longer than 255")
    return found


def matching(pattern: re.Pattern[str], longest: int = 255) -> Read:
    """Return a reader of text that matches a pattern."""

    def read(value: Any) -> str:
        found = value if isinstance(value, str) else text(value)
        if len(found) > longest or pattern.fullmatch(found) is None:
            raise WrongValueError(f"does not match the regex pattern {pattern.pattern}")
        return found

    return read


def boolean(value: Any) -> bool:
    """Read a boolean."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise WrongValueError("is no boolean")


def integer(value: Any) -> int:
    """Read an integer."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and value.is_integer()
    ):
        return int(value)
    raise WrongValueError("is no integer")


def count(value: Any) -> int:
    """Read an integer that is not negative."""
    found = integer(value)
    if found < 0:
        raise WrongValueError("must have a minimum value of 0")
    return found


def _harmless(value: Any) -> str:
    """Read the value of a parameter: no script."""
    found = text(value)
    if _SCRIPT.search(found):
        raise WrongValueError("holds a script")
    return found


def one_of(*values: str) -> Read:
    """Return a reader of one of some words."""

    def read(value: Any) -> str:
        if value not in values:
            raise WrongValueError(f"does not have a value in the enumeration [{', '.join(values)}]")
        return str(value)

    return read


def anything(value: Any) -> Any:
    """Read whatever there is."""
    return value


many: Final = Many
path: Final = matching(_PATH)
plain: Final = Limited("texts", _plain)
harmless: Final = Limited("texts", _harmless)
master_id: Final = Limited("texts", matching(_MASTER, 100))
digits: Final = matching(_DIGITS)
at: Final = matching(AT_PATTERN)
date: Final = Limited("dates", matching(DATE_PATTERN))


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A kind of document: readers by field, and what must be there. Other fields are ignored."""

    fields: Mapping[str, Read]
    required: tuple[str, ...] = ()

    def __call__(self, value: Any) -> dict[str, Any]:
        """Read a document; null is nothing."""
        if not isinstance(value, dict):
            raise WrongValueError("is no object")
        for name in self.required:
            if value.get(name) is None:
                raise WrongValueError("is missing but it is required", f".{name}")
        found, name = {}, ""
        try:
            for name, read in self.fields.items():
                given = value.get(name)
                if given is not None:
                    found[name] = read(given)
        except WrongValueError as wrong:
            raise wrong.below(f".{name}") from None
        return found


@lru_cache(maxsize=256)
def relaxed(read: Read, topics: frozenset[str]) -> Read:
    """Return a reader that sets no limits on ``topics``, and knows of none any more."""
    if isinstance(read, Limited):
        return text if read.topic in topics else read.read
    if isinstance(read, Many):
        return Many(relaxed(read.item, topics))
    if isinstance(read, Form):
        return Form({name: relaxed(each, topics) for name, each in read.fields.items()}, read.required)
    return read
