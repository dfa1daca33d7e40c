"""The list in the answer ends early, though the document is whole and nothing says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from harness.emulation.faults.model import Reaction, Scene
from harness.exchange import Response


@dataclass(frozen=True, slots=True)
class TruncatedList:
    """Keep the first ``part`` of a JSON document's list, rounded down (0.5: the first half).

    The list is the document itself, or the first that one of its members holds.
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
        try:
            document = json.loads(response.body)
        except ValueError:
            return response
        found = next(_lists(document), None)
        if not found:
            return response
        del found[int(len(found) * self.part) :]
        body = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
        return replace(response, body=body)


def _lists(document: Any) -> Iterator[list[Any]]:
    if isinstance(document, list):
        yield document
    elif isinstance(document, dict):
        yield from (value for value in document.values() if isinstance(value, list))
