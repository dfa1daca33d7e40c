"""The contract as a request generator should see it.

Requests are kept to a size: ``x-job-bounds`` of a schema are keywords that count for generation alone,
where the documents set no bound. Left out: operations of the session, which are scripted and never
generated since failed logins lock users out; credentials, which the door puts on; parameters marked
``x-job-generation: never``; server addresses, since requests go to the door. Links stay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from harness.contract.build import METHODS
from harness.contract.model import Effect
from harness.contract.pointers import resolve

BOUNDS: Final = "x-job-bounds"
"""Keywords of a schema that count when requests are generated, and in no judgement."""


def generation_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of ``document`` for generating requests."""
    # JSON, not deepcopy: parts that YAML anchors share must become parts of their own.
    copy: dict[str, Any] = json.loads(json.dumps(document))
    copy.pop("servers", None)
    copy.pop("security", None)
    copy.get("components", {}).pop("securitySchemes", None)
    _bound(copy)
    copy["paths"] = {
        template: kept for template, item in copy["paths"].items() if (kept := _path_item(copy, item))
    }
    return copy


def _path_item(document: Mapping[str, Any], item: dict[str, Any]) -> dict[str, Any] | None:
    """Return the path item less what is never generated; None when no operation is left."""
    kept = {
        key: _operation(document, value) if key in METHODS else value
        for key, value in item.items()
        if key not in METHODS or value["x-job-effect"] != Effect.SESSION
    }
    _drop_parameters(document, kept)
    return kept if any(method in kept for method in METHODS) else None


def _operation(document: Mapping[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in operation.items() if key not in ("security", "callbacks")}
    _drop_parameters(document, kept)
    return kept


def _drop_parameters(document: Mapping[str, Any], holder: dict[str, Any]) -> None:
    if "parameters" in holder:
        holder["parameters"] = [
            node
            for node in holder["parameters"]
            if resolve(document, node)[0].get("x-job-generation") != "never"
        ]


def _bound(node: Any) -> None:
    """Let the bounds for generation hold, at and below ``node``."""
    if isinstance(node, dict):
        node.update(node.pop(BOUNDS, {}))
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _bound(child)
