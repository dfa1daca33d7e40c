"""The contract as generation gets it: what the mode allows, bodies that make sense, links that lead on."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.contract import Effect, Operation
from harness.target import Mode

NOT_OFFERED = "application/x-not-offered"
"""A media type that no contract declares, to be refused."""
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_PERMITTED = {
    Mode.READ_ONLY: frozenset({Effect.READ}),
    Mode.OWNED: frozenset({Effect.READ, Effect.CREATE, Effect.MODIFY, Effect.DESTROY}),
    # Logging in and out is scripted, never generated: it would end the session that all others use.
    Mode.UNRESTRICTED: frozenset(Effect) - {Effect.SESSION},
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of a contract requests are generated for."""

    operations: frozenset[str]
    """Ids of the operations."""
    submits: frozenset[str] = frozenset()
    """Those of them that submit."""
    lists: frozenset[str] = frozenset()
    """Those of them that list."""
    bodies: frozenset[tuple[str, str]] = frozenset()
    """OperationId and media type of the bodies that a vendor's strategy draws."""
    only_drawn: bool = False
    """Whether, where bodies are drawn, nothing else may be sent: no example, no other media type."""


def permits(mode: Mode, effect: Effect) -> bool:
    """Tell whether our own traffic may have ``effect`` in ``mode``."""
    return effect in _PERMITTED[mode]


def scope_of(
    operations: Mapping[str, Operation], mode: Mode, bodies: Collection[tuple[str, str]] = ()
) -> Scope:
    """Return what to generate in ``mode``.

    An operation that the guard would block whatever the request says is left out: a block tells
    nothing of the target. In ``owned`` a submit must be work of ours, so nothing but drawn bodies is left.
    """
    ids = frozenset(id_ for id_, operation in operations.items() if _generated(operation, mode))

    def having(role: str) -> frozenset[str]:
        return frozenset(id_ for id_ in ids if any(case.role == role for case in operations[id_].cases))

    return Scope(ids, having("submit"), having("list"), frozenset(bodies), only_drawn=mode is Mode.OWNED)


def format_of(operation: str, media_type: str) -> str:
    """Return the name of the string format that draws an operation's bodies of one media type."""
    return f"harness:{operation}:{media_type}"


def prepare(document: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    """Return the document to generate from; ``document`` stays as it is.

    Only the operations in scope and the links between them are left. A drawn body becomes a string of
    its own format, see :func:`format_of`. Where several media types may answer, ``Accept`` becomes a
    parameter, or nobody would ever ask for the second; where the documents say how another media type is
    refused (406, 415), it is asked for and sent. Submits are linked from lists: Schemathesis
    starts walks only at reads without path parameters, and would otherwise never submit in one.
    """
    prepared = copy.deepcopy(dict(document))
    for name in ("servers", "security", "webhooks"):
        prepared.pop(name, None)
    prepared.get("components", {}).pop("securitySchemes", None)
    _keep(prepared, scope.operations)
    for _, operation in _operations(prepared):
        _own_parts(prepared, operation)
        _keep_links(operation, scope.operations)
        _draw_bodies(operation, scope)
        _ask_for_each(operation)
        if not scope.only_drawn:
            _send_another(operation)
    _lead_to_submits(prepared, scope)
    return prepared


def rivals(document: Mapping[str, Any]) -> dict[str, frozenset[frozenset[str]]]:
    """Return, by operationId, the pairs of query parameters that exclude each other (``x-job-excludes``)."""
    found: dict[str, frozenset[frozenset[str]]] = {}
    for template, operation in _operations(document):
        shared = document["paths"][template].get("parameters", ())
        parameters = [_resolved(document, node) for node in (*shared, *operation.get("parameters", ()))]
        found[operation["operationId"]] = frozenset(
            frozenset((parameter["name"], other))
            for parameter in parameters
            if parameter["in"] == "query"
            for other in parameter.get("x-job-excludes", ())
        )
    return found


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for template, path in document["paths"].items():
        yield from ((template, path[method]) for method in _METHODS if method in path)


def _generated(operation: Operation, mode: Mode) -> bool:
    callback = any(case.role == "callback" for case in operation.cases)
    return not callback and any(permits(mode, case.effect) for case in operation.cases)


def _keep(document: dict[str, Any], wanted: frozenset[str]) -> None:
    for path in document["paths"].values():
        for method in _METHODS:
            if method in path and path[method].get("operationId") not in wanted:
                del path[method]
    paths = document["paths"].items()
    document["paths"] = {template: path for template, path in paths if any(m in path for m in _METHODS)}
    for _, operation in _operations(document):
        for name in ("security", "servers", "callbacks"):
            operation.pop(name, None)


def _own_parts(document: Mapping[str, Any], operation: dict[str, Any]) -> None:
    """Give the operation copies of its own of the shared parts that are changed below."""
    responses = operation.get("responses", {})
    for status, response in responses.items():
        own = copy.deepcopy(_resolved(document, response))
        own["links"] = {name: _resolved(document, link) for name, link in own.get("links", {}).items()}
        responses[status] = own
    if "requestBody" in operation:
        operation["requestBody"] = copy.deepcopy(_resolved(document, operation["requestBody"]))


def _keep_links(operation: Mapping[str, Any], wanted: frozenset[str]) -> None:
    for response in operation.get("responses", {}).values():
        links = response["links"].items()
        response["links"] = {name: link for name, link in links if link.get("operationId") in wanted}


def _draw_bodies(operation: Mapping[str, Any], scope: Scope) -> None:
    request = operation.get("requestBody", {})
    content = request.get("content", {})
    drawn = [media_type for media_type in content if (operation["operationId"], media_type) in scope.bodies]
    for media_type in drawn:
        content[media_type]["schema"] = {
            "type": "string",
            "format": format_of(operation["operationId"], media_type),
        }
    if drawn and scope.only_drawn:
        request["content"] = {media_type: {"schema": content[media_type]["schema"]} for media_type in drawn}


def _ask_for_each(operation: dict[str, Any]) -> None:
    offered = {
        media_type: None for response in _successes(operation) for media_type in response.get("content", {})
    }
    refused = [NOT_OFFERED] if "406" in _statuses(operation) else []
    declared = any(parameter.get("name") == "Accept" for parameter in operation.get("parameters", ()))
    if len(offered) + len(refused) > 1 and not declared:
        values = [*offered, *refused, "*/*"]
        accept = {"name": "Accept", "in": "header", "schema": {"type": "string", "enum": values}}
        operation.setdefault("parameters", []).append(accept)


def _send_another(operation: Mapping[str, Any]) -> None:
    """Send what the operation does not take as well, where the documents say how that is refused."""
    if "415" in _statuses(operation) and "requestBody" in operation:
        operation["requestBody"]["content"][NOT_OFFERED] = {"schema": {"type": "string", "maxLength": 40}}


def _statuses(operation: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(map(str, operation.get("responses", ())))


def _lead_to_submits(document: Mapping[str, Any], scope: Scope) -> None:
    templates = {operation["operationId"]: template for template, operation in _operations(document)}
    for template, operation in _operations(document):
        if operation["operationId"] in scope.lists:
            for response in _successes(operation):
                for submit in sorted(scope.submits):
                    _lead_to(response, template, submit, templates[submit])


def _lead_to(response: dict[str, Any], template: str, submit: str, target: str) -> None:
    """Link a submit whose path parameters the listing request has, all of them."""
    names = _parameters(target)
    if names <= _parameters(template):
        values = {name: f"$request.path.{name}" for name in sorted(names)}
        response["links"][f"then-{submit}"] = {"operationId": submit, "parameters": values}


def _successes(operation: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    responses = operation.get("responses", {}).items()
    return (response for status, response in responses if str(status).startswith("2"))


def _parameters(template: str) -> frozenset[str]:
    return frozenset(re.findall(r"\{([^}]+)\}", template))


def _resolved(document: Mapping[str, Any], node: Mapping[str, Any]) -> dict[str, Any]:
    """Follow the local references of ``node``."""
    resolved: Any = node
    while "$ref" in resolved:
        found: Any = document
        for part in resolved["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        resolved = found
    return dict(resolved)
