"""Instances of JSON Schemas for tests: mostly valid ones, and near misses of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from harness.contract.pointers import lookup
from harness.contract.schemas import ecma_pattern

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(["", "\n", "OUTPUT", "CC 0000", "JOB00123", "ü", "\U0001f4e6", "1", "INPUT\n"]),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=4,
)


def instances(schema: Any, root: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Draw values that ``schema`` mostly accepts; combinations are not kept together."""
    if not isinstance(schema, Mapping):
        return ANYTHING
    if "$ref" in schema:
        # Deferred, for a schema may refer to itself.
        return st.deferred(lambda: instances(lookup(root, schema["$ref"]), root))
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return st.one_of([instances(branch, root) for branch in schema[key]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema.get("type", ["null", "string", "integer", "object"])
    types = [types] if isinstance(types, str) else types
    return st.one_of([_of_type(name, schema, root) for name in types])


def _of_type(name: str, schema: Mapping[str, Any], root: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if name == "object":
        return _objects(schema, root)
    if name == "array":
        return st.lists(instances(schema.get("items"), root), max_size=3)
    if name == "string":
        return _texts(schema)
    if name == "integer":
        return st.integers(schema.get("minimum", -5), schema.get("maximum", 10**6))
    return {"boolean": st.booleans(), "null": st.none(), "number": st.floats(-9, 9)}[name]


def _objects(schema: Mapping[str, Any], root: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    properties = {name: instances(child, root) for name, child in schema.get("properties", {}).items()}
    required = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {name: drawn for name, drawn in properties.items() if name in required},
        optional={name: drawn for name, drawn in properties.items() if name not in required},
    )


def _texts(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        return st.from_regex(ecma_pattern(schema["pattern"]))
    return st.text("aZ0 \n", min_size=schema.get("minLength", 0), max_size=schema.get("maxLength", 12))


def near_misses(schema: Any, root: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Draw an instance in which at most a few places were changed."""
    return _near_misses(instances(schema, root))


@st.composite
def _near_misses(draw: st.DrawFn, whole: st.SearchStrategy[Any]) -> Any:
    instance = draw(whole)
    for _ in range(draw(st.integers(0, 2))):
        instance = draw(_changed(instance))
    return instance


@st.composite
def _changed(draw: st.DrawFn, instance: Any) -> Any:
    if isinstance(instance, list) and instance and draw(st.booleans()):
        at = draw(st.integers(0, len(instance) - 1))
        return [*instance[:at], draw(_changed(instance[at])), *instance[at + 1 :]]
    if isinstance(instance, dict) and instance and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(instance)))
        return draw(_changed_member(instance, name))
    if isinstance(instance, dict) and draw(st.booleans()):
        return {**instance, draw(st.sampled_from(["extra", "status", "rc", "message"])): draw(SCALARS)}
    if isinstance(instance, str) and draw(st.booleans()):
        return draw(st.sampled_from([instance + "\n", instance + "x", instance[:-1], instance.lower()]))
    if isinstance(instance, int) and draw(st.booleans()):
        return draw(st.sampled_from([float(instance), str(instance), -instance, instance + 0.5]))
    return draw(ANYTHING)


@st.composite
def _changed_member(draw: st.DrawFn, instance: dict[str, Any], name: str) -> dict[str, Any]:
    rest = {key: value for key, value in instance.items() if key != name}
    match draw(st.sampled_from(["drop", "rename", "change"])):
        case "drop":
            return rest
        case "rename":
            return {**rest, name + "2": instance[name]}
        case _:
            return {**rest, name: draw(_changed(instance[name]))}
