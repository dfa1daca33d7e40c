"""The syntax of a CL command: a name, positional values, then keywords with values in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harness.vendors.i2rest.emulator.messages import message, wrong

_NAME: Final = re.compile(
    r"(?:([A-Z$#@][A-Z0-9$#@_.]{0,9})/)?([A-Z$#@][A-Z0-9$#@_.]{0,9})(?= |$)", re.IGNORECASE
)
_KEYWORD: Final = re.compile(r"([A-Z][A-Z0-9]{0,9})\(", re.IGNORECASE)
_LONGEST: Final = 32_702
"""The longest command string that the system takes (IBM, Execute Command (QCMDEXC))."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it was written: names in upper case, values as they are."""

    name: str
    library: str
    values: Mapping[str, str]
    """By keyword, without the outer parentheses; positional ones under ``1``, ``2`` and so on."""

    def named(self, keywords: Sequence[str]) -> dict[str, str]:
        """Return the values by keyword, where ``keywords`` are the names of the positional ones.

        Raise ``EscapeError`` for a value that is given twice, and for one too many.
        """
        found: dict[str, str] = {}
        for given, value in self.values.items():
            place = int(given) - 1 if given.isdigit() else None
            if place is not None and place >= len(keywords):
                raise wrong(message("CPD0084", value=value[:32], keyword="*POSITIONAL"))
            keyword = given if place is None else keywords[place]
            if keyword in found:
                raise wrong(message("CPD0044", keyword=keyword))
            found[keyword] = value
        return found


def read_command(text: str) -> Command:
    """Read one command; raise ``EscapeError`` when it is none."""
    line = text.strip(" ")
    head = _NAME.match(line)
    if head is None or len(line) > _LONGEST:
        raise wrong(message("CPD0030", command=line.split(" ")[0][:10] or "*N", library="*LIBL"))
    library = (head[1] or "*LIBL").upper()
    values: dict[str, str] = {}
    for number, (keyword, value) in enumerate(_operands(line[head.end() :]), start=1):
        key = keyword or str(number)
        if key in values:
            raise wrong(message("CPD0044", keyword=key))
        values[key] = value
    return Command(head[2].upper(), library, values)


def unquoted(value: str) -> str:
    """Return a value without the apostrophes around it."""
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _operands(rest: str) -> Iterator[tuple[str, str]]:
    """Yield keyword, or nothing, and value of each operand."""
    at = 0
    while at < len(rest):
        if rest[at] == " ":
            at += 1
            continue
        keyword = _KEYWORD.match(rest, at)
        end = _end(rest, at)
        operand = rest[at:end]
        if keyword is not None and operand.endswith(")"):
            yield keyword[1].upper(), rest[keyword.end() : end - 1].strip(" ")
        else:
            yield "", operand
        at = end


def _end(text: str, at: int) -> int:
    """Return where an operand ends: at the next blank outside parentheses and apostrophes."""
    depth, quoted = 0, False
    while at < len(text):
        char = text[at]
        if char == "'":
            quoted = not quoted
        elif not quoted:
            if char == " " and not depth:
                break
            depth += {"(": 1, ")": -1}.get(char, 0)
            if depth < 0:
                raise wrong(message("CPD0013"))
        at += 1
    if depth or quoted:
        raise wrong(message("CPD0013"))
    return at
