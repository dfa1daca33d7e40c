"""OpenAPI Overlay 1.0: what one release does otherwise, as actions on the base document.

Stricter than the specification in one point: an action whose target selects nothing is an error, since a
drift that changes nothing would silently judge nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from jsonpath_rfc9535 import JSONPathError, JSONPathNode, find

from harness.contract.written import Written
from harness.errors import UsageError


def apply(document: dict[str, Any], overlay: Written) -> None:
    """Change ``document`` as ``overlay`` says; raise ``UsageError`` when an action cannot be done.

    No two parts of ``document`` may be one object, or an action on one would change the other.
    """
    for index, action in enumerate(overlay.data["actions"]):
        path = ("actions", index)
        nodes = list(_targets(document, action["target"], overlay, path))
        if action.get("remove"):
            # From the last: what goes before stays where it is.
            for node in reversed(nodes):
                _remove(document, node.location, overlay, path)
        else:
            for node in nodes:
                # A copy for each, as no two parts of the document may be one object.
                _update(node.value, deepcopy(action["update"]), overlay, path)


def _targets(
    document: dict[str, Any], target: str, overlay: Written, path: tuple[str | int, ...]
) -> Iterator[JSONPathNode]:
    where = (*path, "target")
    try:
        nodes = find(target, document)
    except JSONPathError as error:
        raise overlay.wrong(where, f"{target} is not a JSONPath: {error}", "see RFC 9535") from None
    if not nodes:
        raise overlay.wrong(where, f"{target} selects nothing", "compare it with the document it changes")
    yield from nodes


def _remove(
    document: Any, location: tuple[str | int, ...], overlay: Written, path: tuple[str | int, ...]
) -> None:
    if not location:
        raise overlay.wrong((*path, "target"), "the whole document cannot be removed", "name a part of it")
    for step in location[:-1]:
        document = document[step]
    del document[location[-1]]


def _update(target: Any, update: Any, overlay: Written, path: tuple[str | int, ...]) -> None:
    if isinstance(target, list):
        target.append(update)
    elif isinstance(target, dict) and isinstance(update, dict):
        _merge(target, update)
    else:
        raise _scalar(overlay, path)


def _scalar(overlay: Written, path: tuple[str | int, ...]) -> UsageError:
    mend = "select the object around it, and update its key"
    return overlay.wrong((*path, "target"), "only objects and arrays can be updated", mend)


def _merge(target: dict[str, Any], update: dict[str, Any]) -> None:
    """Merge objects key by key, put arrays behind arrays, and let anything else replace what was there."""
    for key, value in update.items():
        old = target.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            old.extend(value)
        else:
            target[key] = value
