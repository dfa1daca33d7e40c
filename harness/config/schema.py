"""The JSON Schema of ``harness.toml``: shipped without vendors, completed by each vendor's work keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SCHEMA_FILE = Path(__file__).with_name("harness.schema.json")


def complete_schema(work_schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the schema of ``harness.toml`` with each vendor's own keys of a work item.

    ``work_schemas`` holds, by vendor name, an object schema that stands for itself (no ``$ref``).
    """
    schema: dict[str, Any] = json.loads(_shipped())
    definitions = schema["$defs"]
    target = definitions["target"]
    target["properties"]["vendor"]["enum"] = list(work_schemas)
    target["allOf"] = [_work_rule(vendor) for vendor in work_schemas]
    for vendor, own in work_schemas.items():
        definitions[f"work-{vendor}"] = _work_schema(definitions["work"], own)
    return schema


def editor_schema(work_schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the schema for editors, which see a file before ``{ file = PATH }`` becomes a text."""
    schema = complete_schema(work_schemas)
    for vendor, own in work_schemas.items():
        properties = schema["$defs"][f"work-{vendor}"]["properties"]
        for key in text_keys(own):
            described = {"description": properties[key].get("description", "")}
            properties[key] = {**described, "anyOf": [properties[key], {"$ref": "#/$defs/textFile"}]}
    return schema


def text_keys(work_schema: Mapping[str, Any]) -> set[str]:
    """Return a vendor's keys that hold text, which may stand in a file of its own."""
    return {
        key for key, schema in work_schema.get("properties", {}).items() if schema.get("type") == "string"
    }


def _work_schema(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Join the keys that all vendors share and a vendor's own."""
    return {
        **own,
        "type": "object",
        "required": [*base["required"], *own.get("required", ())],
        "properties": {**base["properties"], **own.get("properties", {})},
        "additionalProperties": False,
    }


def _work_rule(vendor: str) -> dict[str, Any]:
    items = {"additionalProperties": {"$ref": f"#/$defs/work-{vendor}"}}
    return {
        "if": {"properties": {"vendor": {"const": vendor}}, "required": ["vendor"]},
        "then": {"properties": {"work": items}},
    }


@cache
def _shipped() -> str:
    return SCHEMA_FILE.read_text(encoding="utf-8")
