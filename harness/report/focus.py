"""What a finding points at in its witnesses, read from its subject.

Subjects of claims about one message read ``[STATUS] PLACE [KEYWORD]``: a status when the response is
meant, then ``/*/retcode`` (a JSON pointer with ``*`` for indexes), ``/jobs/job[*]/@id`` (an XPath, of XML),
``header:NAME``, ``query:NAME``, ``path:NAME`` or ``status:NNN``. Every other subject is a few words; a member
that is called by one of them, or that has one of them as its value, is what the finding is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.finding import Finding
from harness.report.body import Line

_STATUS = re.compile(r"[1-5][0-9]{2}")
_ELEMENT = re.compile(r"<[^>]*>([^<]*)</[^>]*>")
_POSITION = re.compile(r"\[[0-9]+\]$")
_PLACES = ("header", "query", "path", "status")


@dataclass(frozen=True, slots=True)
class Focus:
    """What is to be marked; ``place`` is ``status``, ``header``, ``query``, ``path``, ``body``, ``words``."""

    place: str = ""
    name: str = ""
    got: str = ""
    in_request: bool = False

    def header(self, name: str) -> bool:
        """Tell whether the header called ``name`` is meant."""
        return self.place == "header" and self.name.lower() == name.lower()

    def lines(self, lines: Sequence[Line]) -> frozenset[int]:
        """Return the indexes of the lines of a body that are meant."""
        if self.place == "words":
            return frozenset(i for i, line in enumerate(lines) if _spoken_of(line, self.name.split()))
        return _pointed_at(lines, self) if self.place == "body" else frozenset()


def focus_of(finding: Finding) -> Focus:
    """Read the subject of ``finding``."""
    words = finding.subject.split()
    in_response = bool(words) and _STATUS.fullmatch(words[0]) is not None
    rest = words[1:] if in_response else words
    first = rest[0] if rest else ""
    place, colon, name = first.partition(":")
    if first.startswith("/"):
        return Focus("body", first, finding.got, not in_response)
    if colon and place in _PLACES:
        return Focus(place, name, finding.got, not in_response)
    return Focus() if in_response else Focus("words", finding.subject, finding.got)


def _pointed_at(lines: Sequence[Line], focus: Focus) -> frozenset[int]:
    """Return the lines that a pointer names; where it names none, those of its parent.

    A pointer may name a member of every element of a list. When some of these lines show just what
    the finding says it got, only they are meant.
    """
    steps = focus.name.split("/")
    named = [i for i, line in enumerate(lines) if line.pointer is not None and _names(steps, line.pointer)]
    if not named and len(steps) > 1:
        return _pointed_at(lines, replace(focus, name="/".join(steps[:-1])))
    # In XML no text is quoted, whatever the finding says.
    said = {focus.got, f'"{focus.got}"', focus.got.strip('"')}
    exact = [i for i in named if _value(lines[i]) in said]
    return frozenset(exact or named)


def _names(steps: Sequence[str], pointer: str) -> bool:
    there = pointer.split("/")
    return len(there) == len(steps) and all(map(_same, steps, there))


def _same(step: str, here: str) -> bool:
    """Tell whether a step of a subject means this one: ``*`` is any index, ``job`` and ``job[*]`` any job."""
    if step == here or (step == "*" and here.isdecimal()):
        return True
    element = _POSITION.sub("", here)
    return element != here and step.removesuffix("[*]") == element


def _spoken_of(line: Line, words: Sequence[str]) -> bool:
    if not line.pointer:
        return False
    return line.pointer.rpartition("/")[2] in words or _value(line).strip('"') in words


def _value(line: Line) -> str:
    """Return the value that a line of indented JSON or XML shows, without its name and comma."""
    text = line.text.strip().removesuffix(",")
    if found := _ELEMENT.fullmatch(text):
        return found[1]
    return text.split('": ', 1)[1] if text.startswith('"') and '": ' in text else text
