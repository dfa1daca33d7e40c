"""What two documents of one API describe otherwise, operation by operation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from harness.contract.build import METHODS
from harness.contract.pointers import lookup, references

_APART = ("info", "paths", "components")


@dataclass(frozen=True)
class Likeness:
    """What a document says, as digests: alike where they are equal."""

    common: str
    """Of what holds for all operations: life cycle, what is written on the wire, which paths there are."""
    operations: Mapping[str, str]
    """Of each operation by its id: its node and all that this refers to, however far."""

    def changed(self, other: Likeness) -> frozenset[str]:
        """Return the ids of the operations that the two describe otherwise: all where the common differs."""
        if self.common != other.common or self.operations.keys() != other.operations.keys():
            return frozenset((*self.operations, *other.operations))
        return frozenset(name for name, digest in self.operations.items() if digest != other.operations[name])


def likeness(document: Mapping[str, Any]) -> Likeness:
    """Return the digests of a document."""
    rest = {key: value for key, value in document.items() if key not in _APART}
    ways = [(template, method) for template, item in document["paths"].items() for method in item]
    parts = _Parts(document)
    return Likeness(
        _digest([rest, ways]), {name: parts.of(node) for name, node in _operations(document).items()}
    )


def _operations(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return each operation's node, with what its path says for it; callbacks are operations too."""
    found: dict[str, Any] = {}
    for item in document["paths"].values():
        shared = {key: value for key, value in item.items() if key not in METHODS}
        for node in (item[method] for method in METHODS if method in item):
            found |= {each["operationId"]: each for each in _named(node.get("callbacks", {}))}
            found[node["operationId"]] = {"shared": shared, "own": node}
    called = document.get("components", {}).get("callbacks", {})
    return found | {each["operationId"]: each for each in _named(called)}


def _named(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes at and below ``node`` that have an operationId."""
    if isinstance(node, Mapping):
        if "operationId" in node:
            yield node
        for child in node.values():
            yield from _named(child)


class _Parts:
    """The parts of one document that others refer to, each digested once."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._known: dict[str, tuple[str, frozenset[str]]] = {}

    def of(self, node: Any) -> str:
        """Return the digest of ``node`` with all that it refers to."""
        reached: dict[str, str] = {}
        wanted = [*references(node)]
        while wanted:
            pointer = wanted.pop()
            if pointer not in reached:
                reached[pointer], further = self._part(pointer)
                wanted += further
        return _digest([node, sorted(reached.items())])

    def _part(self, pointer: str) -> tuple[str, frozenset[str]]:
        if pointer not in self._known:
            node = lookup(self._document, pointer)
            self._known[pointer] = _digest(node), frozenset(references(node))
        return self._known[pointer]


def _digest(node: Any) -> str:
    return blake2b(json.dumps(node).encode(), digest_size=16).hexdigest()
