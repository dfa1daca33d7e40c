"""JSON pointers (RFC 6901), and the local references of an OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any


def pointer(path: Iterable[str | int]) -> str:
    """Return the JSON pointer of ``path``."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


@lru_cache(maxsize=4096)
def steps(reference: str) -> tuple[str, ...]:
    """Return the steps of a pointer, with or without its leading ``#``."""
    text = reference.removeprefix("#")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:])


def lookup(document: Any, reference: str) -> Any:
    """Return what a local reference points at; raise ``KeyError`` when there is nothing."""
    node = document
    for step in steps(reference):
        try:
            node = node[int(step)] if isinstance(node, list) else node[step]
        except (KeyError, IndexError, ValueError, TypeError):
            raise KeyError(reference) from None
    return node


def resolve(document: Mapping[str, Any], node: Any, at: str = "") -> tuple[Any, str]:
    """Follow the references of ``node``; return what is at their end, and its pointer."""
    while isinstance(node, Mapping) and "$ref" in node:
        at = node["$ref"].removeprefix("#")
        node = lookup(document, at)
    return node, at


def references(node: Any) -> Iterator[str]:
    """Yield every ``$ref`` at and below ``node``, in its order; what they point at is not looked into."""
    if isinstance(node, Mapping):
        target = node.get("$ref")
        if isinstance(target, str):
            yield target
        for child in node.values():
            yield from references(child)
    elif isinstance(node, list):
        for child in node:
            yield from references(child)
