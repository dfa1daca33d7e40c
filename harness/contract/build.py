"""From an OpenAPI document to operations and life cycle; the document has been checked before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from harness.contract.lifecycle import Lifecycle, Recognition
from harness.contract.listing import listing
from harness.contract.model import (
    Answer,
    Body,
    Effect,
    EffectCase,
    Expectation,
    Operation,
    Parameter,
    Tolerance,
)
from harness.contract.pointers import pointer, resolve
from harness.contract.routing import Wire
from harness.contract.security import access
from harness.contract.sources import source_of
from harness.finding import Severity, Source

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """Yield the operations of ``paths``, in the order of the document."""
    for template, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                at = pointer(["paths", template])
                yield _Builder(document).operation(template, method, item, at)


def callbacks(document: Mapping[str, Any]) -> Iterator[Operation]:
    """Yield the operations that the vendor calls at its client, each once."""
    seen: set[str] = set()
    for template, item in document["paths"].items():
        for method in METHODS:
            named = item.get(method, {}).get("callbacks", {})
            for name, node in named.items():
                at = pointer(["paths", template, method, "callbacks", name])
                callback, at = resolve(document, node, at)
                if at not in seen:
                    seen.add(at)
                    yield from _callback(document, callback, at)


def _callback(document: Mapping[str, Any], callback: Mapping[str, Any], at: str) -> Iterator[Operation]:
    for expression, item in callback.items():
        for method in METHODS:
            if method in item:
                yield _Builder(document).operation(expression, method, item, at + pointer([expression]))


class _Builder:
    """Reads the parts of one document, following references."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    def operation(self, template: str, method: str, item: Mapping[str, Any], at: str) -> Operation:
        node = item[method]
        source = source_of(node)
        bodies, body_required = self._request_bodies(node, f"{at}/{method}/requestBody", source)
        answers = (
            self._answer(str(status), response, f"{at}/{method}/responses/{status}")
            for status, response in node["responses"].items()
        )
        return Operation(
            id=node["operationId"],
            method=method.upper(),
            template=template,
            summary=node.get("summary", ""),
            cases=_cases(node),
            parameters=tuple(self._parameters(item, method, at, source)),
            request_bodies=bodies,
            body_required=body_required,
            answers={answer.status: answer for answer in answers},
            tolerances=tuple(map(_tolerance, self._tolerates(node))),
            source=source,
            expectations=tuple(_expectations(node)),
            upstream=self._upstream(node.get("x-job-upstream", item.get("x-job-upstream"))),
            access=access(self._document, node),
            listing=listing(node),
        )

    def _tolerates(self, node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Yield what the vendor puts up with at an operation, then what it does everywhere."""
        yield from node.get("x-job-tolerates", ())
        yield from self._document.get("x-job-tolerates", ())

    def _upstream(self, name: str | None) -> int:
        known: list[str] = self._document.get("x-job-wire", {}).get("upstreams", [])
        return 0 if name is None else known.index(name)

    def _parameters(
        self, item: Mapping[str, Any], method: str, at: str, source: Source
    ) -> Iterator[Parameter]:
        """Yield the operation's parameters; one of the operation replaces its namesake of the path."""
        found: dict[tuple[str, str], Parameter] = {}
        for place, holder in ((at, item), (f"{at}/{method}", item[method])):
            for index, node in enumerate(holder.get("parameters", ())):
                given, where = resolve(self._document, node, f"{place}/parameters/{index}")
                found[given["name"].lower(), given["in"]] = self._parameter(given, where, source)
        yield from found.values()

    def _parameter(self, node: Mapping[str, Any], at: str, source: Source) -> Parameter:
        return Parameter(
            name=node["name"],
            place=node["in"],
            required=node.get("required", False),
            schema=node["schema"],
            source=source_of(node) if "x-source" in node else source,
            examples=tuple(self._examples(node).values()),
            pointer=f"{at}/schema",
            family=node.get("x-job-family"),
            match=node.get("x-job-match"),
            excludes=tuple(node.get("x-job-excludes", ())),
        )

    def _request_bodies(
        self, operation: Mapping[str, Any], at: str, source: Source
    ) -> tuple[dict[str, Body], bool]:
        if "requestBody" not in operation:
            return {}, False
        node, at = resolve(self._document, operation["requestBody"], at)
        source = source_of(node) if "x-source" in node else source
        return self._bodies(node, at, source), node.get("required", False)

    def _bodies(self, node: Mapping[str, Any], at: str, source: Source) -> dict[str, Body]:
        return {
            media.lower(): Body(
                media_type=media.lower(),
                schema=content.get("schema"),
                pointer=at + pointer(["content", media, "schema"]),
                source=source,
                examples=self._examples(content),
            )
            for media, content in node.get("content", {}).items()
        }

    def _answer(self, status: str, node: Mapping[str, Any], at: str) -> Answer:
        node, at = resolve(self._document, node, at)
        source = source_of(node)
        headers = {
            name: self._header(name, header, at + pointer(["headers", name]), source)
            for name, header in node.get("headers", {}).items()
        }
        return Answer(
            status=status,
            bodies=self._bodies(node, at, source),
            headers=headers,
            source=source,
            description=node.get("description", ""),
            body_optional=node.get("x-job-body") == "optional",
        )

    def _header(self, name: str, node: Mapping[str, Any], at: str, source: Source) -> Parameter:
        node, at = resolve(self._document, node, at)
        return self._parameter({**node, "name": name, "in": "header"}, at, source)

    def _examples(self, node: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for name, example in node.get("examples", {}).items():
            given, _ = resolve(self._document, example)
            found[name] = given["value"]
        if "example" in node:
            found["example"] = node["example"]
        return found


def _cases(operation: Mapping[str, Any]) -> tuple[EffectCase, ...]:
    given = operation["x-job-effect"]
    role = operation.get("x-job-role")
    if isinstance(given, str):
        return (EffectCase(Effect(given), role),)
    return tuple(
        EffectCase(Effect(case["effect"]), case.get("role", role), case.get("when")) for case in given
    )


def _tolerance(node: Mapping[str, Any]) -> Tolerance:
    told = node["place"], node["name"], node["because"], source_of(node)
    return Tolerance(*told, node.get("pattern"), node.get("instead"))


def _expectations(operation: Mapping[str, Any]) -> Iterator[Expectation]:
    for name, node in operation.get("x-job-expects", {}).items():
        severity = Severity(node.get("severity", Severity.ERROR))
        yield Expectation(name, node["says"], node["when"], node["then"], severity, source_of(node))


def wire(document: Mapping[str, Any]) -> Wire:
    """Return what ``x-job-wire`` says of request targets."""
    node = document.get("x-job-wire", {})
    override = node.get("method-override", {})
    return Wire(
        slash_decoded=node.get("encoded-slash") == "separator",
        trailing_slash_ignored=node.get("trailing-slash") == "ignored",
        override_method=override.get("method"),
        override_header=override.get("header", ""),
        vendor_headers=tuple(prefix.lower() for prefix in node.get("vendor-headers", ())),
    )


def lifecycle(document: Mapping[str, Any]) -> Lifecycle:
    """Return ``x-job-lifecycle``."""
    node = document["x-job-lifecycle"]
    return Lifecycle(
        states=tuple(node["states"]),
        initial=tuple(node["initial"]),
        terminal=tuple(node["terminal"]),
        edges=tuple((start, end) for start, end in node["edges"]),
        verbs={
            verb: {state: tuple(outcomes) for state, outcomes in states.items()}
            for verb, states in node["verbs"].items()
        },
        not_visible=tuple(map(_recognition, node["not-visible"])),
        too_late=tuple(map(_recognition, node["too-late"])),
        ended_listed=node["ended-listed"],
        source=source_of(node),
    )


def _recognition(node: Mapping[str, Any]) -> Recognition:
    return Recognition(tuple(node["statuses"]), node["schema"], source_of(node))
