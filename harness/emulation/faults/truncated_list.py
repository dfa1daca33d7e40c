"""The list in the answer ends early, though the document is whole and nothing says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from xml.parsers import expat

from harness.emulation.faults.model import Reaction, Scene
from harness.exchange import Response


@dataclass(frozen=True, slots=True)
class TruncatedList:
    """Keep the first ``part`` of the answer's list, rounded down (0.5: the first half).

    In JSON the list is the first, from the outside in, that holds objects, else the first at the top: the
    document itself or one of its members. In XML it is the elements below the root that bear the first name
    which comes again.
    """

    kind: ClassVar[str] = "truncated-list"
    condition: ClassVar[str] = ""
    keeps_request: ClassVar[bool] = False
    part: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.part < 1:
            raise ValueError("part must be from 0 to below 1")

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return a reaction whose list is shorter; what holds no list stays as it is."""
        del scene
        return reaction._replace(response=self._cut(reaction.response))

    def _cut(self, response: Response) -> Response:
        body = response.body
        cut = _cut_xml if body.lstrip().startswith(b"<") else _cut_json
        return replace(response, body=cut(body, self.part))


def _cut_json(body: bytes, part: float) -> bytes:
    try:
        document = json.loads(body)
    except ValueError:
        return body
    found = next(_of_objects(document), None) or next(_lists(document), None)
    if not found:
        return body
    del found[int(len(found) * part) :]
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def _lists(document: Any) -> Iterator[list[Any]]:
    if isinstance(document, list):
        yield document
    elif isinstance(document, dict):
        yield from (value for value in document.values() if isinstance(value, list))


def _of_objects(document: Any) -> Iterator[list[Any]]:
    """Yield the lists of objects at and below ``document``, the outermost first."""
    level = [document]
    while level:
        found = [each for node in level for each in _lists(node)]
        yield from (each for each in found if any(isinstance(one, dict) for one in each))
        level = [value for node in level if isinstance(node, dict) for value in node.values()]
        level = [node for node in level if isinstance(node, dict)]


def _cut_xml(body: bytes, part: float) -> bytes:
    """Leave out bytes alone, so that what stays is as the vendor wrote it."""
    below = _Below()
    try:
        below.read(body)
    except (expat.ExpatError, LookupError, ValueError):
        return body
    names = [name for name, _ in below.starts]
    listed = [at for at, name in enumerate(names) if name == next(_repeated(names), None)]
    ends = [*(start for _, start in below.starts[1:]), below.end]
    for at in reversed(listed[int(len(listed) * part) :]):
        body = body[: below.starts[at][1]] + body[ends[at] :]
    return body


def _repeated(names: list[str]) -> Iterator[str]:
    return (name for name in names if names.count(name) > 1)


class _Below:
    """Where the elements directly below the root begin, and where the root's end tag does."""

    def __init__(self) -> None:
        self.starts: list[tuple[str, int]] = []
        self.end = 0
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish

    def read(self, body: bytes) -> None:
        """Read a document; raise ``ExpatError`` when it is none."""
        self._parser.Parse(body, True)

    def _begin(self, name: str, _attributes: Any) -> None:
        if self._depth == 1:
            self.starts.append((name, self._parser.CurrentByteIndex))
        self._depth += 1

    def _finish(self, _name: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self.end = self._parser.CurrentByteIndex
