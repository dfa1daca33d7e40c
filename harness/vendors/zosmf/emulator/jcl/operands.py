"""The operand field of a JCL statement: where it ends, its parts, its keywords.

Rules of the z/OS MVS JCL Reference, "Format of statements": fields are separated by blanks, an
operand field ends at the first blank outside apostrophes, commas inside parentheses do not count.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """The operand part of one record. ``open_quote``: an apostrophe is still open at its end."""

    text: str
    open_quote: bool

    @property
    def continues(self) -> bool:
        """True when the next record must go on with it."""
        return self.open_quote or self.text.endswith(",")


def scan(text: str, *, in_quote: bool = False) -> Field:
    """Cut the operand field out of ``text``, leaving the comment that may follow it."""
    for position, character in enumerate(text):
        if character == "'":
            in_quote = not in_quote
        elif character == " " and not in_quote:
            return Field(text[:position], open_quote=False)
    return Field(text, open_quote=in_quote)


def split(text: str) -> list[str]:
    """Split operands at the commas that stand outside parentheses and apostrophes."""
    parts, depth, in_quote, start = [], 0, False, 0
    for position, character in enumerate(text):
        if character == "'":
            in_quote = not in_quote
        elif in_quote:
            continue
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "," and depth <= 0:
            parts.append(text[start:position])
            start = position + 1
    return [*parts, text[start:]]


def keywords(text: str) -> tuple[list[str], dict[str, str]]:
    """Return the positional operands and the keyword operands (the first of equal ones)."""
    positional: list[str] = []
    named: dict[str, str] = {}
    for part in split(text):
        name, equals, value = part.partition("=")
        if equals and name.replace(".", "").isalnum():
            named.setdefault(name, value)
        else:
            positional.append(part)
    return positional, named


def unquote(text: str) -> str:
    """Return ``text`` without the apostrophes around it; two inside stand for one."""
    if len(text) >= 2 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text


def first_of(text: str) -> str:
    """Return the first sub-parameter: ``A`` of ``(A,INTRDR)``."""
    if text.startswith("("):
        text = split(text[1:].removesuffix(")"))[0]
    return unquote(text)
