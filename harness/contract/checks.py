"""What must hold in a contract beyond its form: references, names, the life cycle, patterns.

Each check yields problems; loading stops at the first, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import jsonschema_rs

from harness.contract.build import METHODS
from harness.contract.pointers import lookup, pointer, resolve
from harness.contract.schemas import ecma_pattern
from harness.contract.security import unknown_schemes
from harness.contract.written import Written

Path = tuple[str | int, ...]

_DATA: Final = frozenset({"value", "example", "default", "const", "enum", "update"})
"""Keys below which there is data of the vendor's, not contract."""
_PATTERNS: Final = frozenset({"pattern", "x-job-match", "x-job-family"})
_VARIABLE: Final = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it."""

    at: Path
    what: str
    mend: str


def check(written: Written, document: Mapping[str, Any]) -> None:
    """Raise ``UsageError`` for the first problem of ``document``, which was made from ``written``."""
    for checker in _CHECKERS:
        for problem in checker(document):
            raise written.wrong(problem.at, problem.what, problem.mend)


def _parts(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Look at what may stand anywhere."""
    for at, node in _nodes(document):
        yield from _reference(document, at, node)
        yield from _patterns(at, node)


def _reference(document: Mapping[str, Any], at: Path, node: Mapping[str, Any]) -> Iterator[Problem]:
    reference = node.get("$ref")
    if isinstance(reference, str):
        wrong = _dead_end(document, reference)
        if wrong is not None:
            yield Problem((*at, "$ref"), wrong, "refer to something that the document has")


def _dead_end(document: Mapping[str, Any], reference: str) -> str | None:
    """Follow a reference to its end; return what is wrong with the way, None when nothing is."""
    seen: set[str] = set()
    while reference not in seen:
        seen.add(reference)
        try:
            target = lookup(document, reference)
        except KeyError:
            return f"{reference} refers to nothing"
        if not (isinstance(target, Mapping) and "$ref" in target):
            return None
        reference = target["$ref"]
    return f"{reference} refers to itself"


def _patterns(at: Path, node: Mapping[str, Any]) -> Iterator[Problem]:
    for key in _PATTERNS & node.keys():
        pattern = node[key]
        if isinstance(pattern, str) and not _usable(pattern):
            mend = "use what both Python's and ECMA's regular expressions know"
            yield Problem((*at, key), f"{pattern} is not a pattern that every engine reads", mend)


@cache
def _usable(pattern: str) -> bool:
    try:
        ecma_pattern(pattern)
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except (re.error, jsonschema_rs.ValidationError):
        return False
    return True


def _operation_ids(document: Mapping[str, Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, operation in _operations(document):
        name = operation["operationId"]
        if name in seen:
            what = f"the operationId {name} is taken"
            yield Problem((*at, "operationId"), what, "give each operation an id of its own")
        seen.add(name)


def _templates(document: Mapping[str, Any]) -> Iterator[Problem]:
    for template in document["paths"]:
        if any(len(_VARIABLE.findall(segment)) > 1 for segment in template.split("/")):
            what = f"{template} has a segment of several parameters"
            yield Problem(("paths", template), what, "declare one parameter a segment")
    for at, _ in _operations(document):
        declared = {name for place, name in _parameters(document, at) if place == "path"}
        for name in sorted(declared ^ set(_VARIABLE.findall(str(at[1])))):
            half = "among the parameters" if name in declared else "in the template"
            what = f"the path parameter {name} stands only {half}"
            yield Problem(at, what, "name the same parameters in both")


def _exclusions(document: Mapping[str, Any]) -> Iterator[Problem]:
    for at, _ in _operations(document):
        parameters = _parameters(document, at)
        for (place, name), parameter in parameters.items():
            for other in parameter.get("x-job-excludes", ()):
                if name not in parameters.get((place, other), {}).get("x-job-excludes", ()):
                    what = f"{name} excludes {other}, but not the other way round"
                    yield Problem(at, what, f"let {other} exclude {name} as well")


def _parameters(document: Mapping[str, Any], at: Path) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return the parameters of the operation at ``at``, and of its path, by place and name."""
    item = lookup(document, pointer(at[:2]))
    nodes = [*item.get("parameters", ()), *item[at[2]].get("parameters", ())]
    given = (resolve(document, node)[0] for node in nodes)
    return {(parameter["in"], parameter["name"]): parameter for parameter in given}


def _lifecycle(document: Mapping[str, Any]) -> Iterator[Problem]:
    lifecycle = document["x-job-lifecycle"]
    states = set(lifecycle["states"])
    for at, name in _named_states(lifecycle):
        if name not in states:
            mend = f"use one of {', '.join(lifecycle['states'])}"
            yield Problem(("x-job-lifecycle", *at), f"{name} is not a state of the life cycle", mend)
    for verb, sets in lifecycle["verbs"].items():
        for name in sorted(states - sets.keys()):
            what = f"the verb {verb} has no outcomes for the state {name}"
            yield Problem(("x-job-lifecycle", "verbs", verb), what, "list what may come of it")


def _named_states(lifecycle: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield every mention of a state outside the list of states."""
    for key in ("initial", "terminal"):
        yield from (((key, index), name) for index, name in enumerate(lifecycle[key]))
    for index, edge in enumerate(lifecycle["edges"]):
        yield from ((("edges", index, end), name) for end, name in enumerate(edge))
    for verb, sets in lifecycle["verbs"].items():
        yield from ((("verbs", verb, name), name) for name in sets)


def _verbs(document: Mapping[str, Any]) -> Iterator[Problem]:
    verbs = document["x-job-lifecycle"]["verbs"]
    for at, operation in _operations(document):
        given = operation["x-job-effect"]
        cases = given if isinstance(given, list) else []
        roles = [operation.get("x-job-role"), *(case.get("role") for case in cases)]
        for role in roles:
            verb = (role or "").removeprefix("modify:")
            if role and verb != role and verb not in verbs:
                what = f"the life cycle has no verb {verb}"
                mend = f"use one of {', '.join(verbs)}"
                yield Problem((*at, "x-job-effect"), what, mend)


def _upstreams(document: Mapping[str, Any]) -> Iterator[Problem]:
    known = document.get("x-job-wire", {}).get("upstreams", [])
    for template, item in document["paths"].items():
        for at, node in [(("paths", template), item), *_operations_of(template, item)]:
            name = node.get("x-job-upstream")
            if name is not None and name not in known:
                mend = f"use one of {', '.join(known)}" if known else "name it under x-job-wire, upstreams"
                yield Problem((*at, "x-job-upstream"), f"there is no upstream {name}", mend)


def _security(document: Mapping[str, Any]) -> Iterator[Problem]:
    for at, node in [((), document), *_operations(document)]:
        for name in unknown_schemes(document, node.get("security", [])):
            mend = "name one of components, securitySchemes"
            yield Problem((*at, "security"), f"there is no security scheme {name}", mend)


def _links(document: Mapping[str, Any]) -> Iterator[Problem]:
    ids = {operation["operationId"] for _, operation in _operations(document)}
    for at, response in _responses(document):
        for name, link in response.get("links", {}).items():
            target, _ = resolve(document, link)
            if target["operationId"] not in ids:
                what = f"the link {name} leads to no operation {target['operationId']}"
                yield Problem((*at, "links", name), what, "name an operationId of this document")


def _responses(document: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield the responses, where they are written."""
    shared = document.get("components", {})
    for at, owner in [(("components",), shared), *_operations(document)]:
        for name, response in owner.get("responses", {}).items():
            yield (*at, "responses", name), response


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for template, item in document["paths"].items():
        yield from _operations_of(template, item)


def _operations_of(template: str, item: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for method in METHODS:
        if method in item:
            yield ("paths", template, method), item[method]


def _nodes(document: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every object of the document that is contract, each once however often it is shared."""
    seen: set[int] = set()
    todo: list[tuple[Path, Any]] = [((), document)]
    while todo:
        at, node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        below: Iterable[tuple[str | int, Any]] = enumerate(node)
        if isinstance(node, dict):
            yield at, node
            below = ((key, value) for key, value in node.items() if key not in _DATA)
        todo.extend(((*at, step), value) for step, value in below if isinstance(value, dict | list))


_CHECKERS: Final[tuple[Callable[[Mapping[str, Any]], Iterator[Problem]], ...]] = (
    _parts,
    _operation_ids,
    _templates,
    _exclusions,
    _lifecycle,
    _verbs,
    _upstreams,
    _security,
    _links,
)
