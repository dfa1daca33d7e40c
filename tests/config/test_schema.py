from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from harness.config.schema import SCHEMA_FILE, complete_schema, editor_schema
from tests.config.conftest import WORK_SCHEMAS


def test_the_shipped_schema_is_sound_and_knows_no_vendor() -> None:
    """The file that travels is a valid 2020-12 schema in which no vendor is named."""
    shipped = json.loads(SCHEMA_FILE.read_text())
    Draft202012Validator.check_schema(shipped)
    assert "enum" not in shipped["$defs"]["target"]["properties"]["vendor"]


def test_vendors_bring_their_own_keys() -> None:
    """A work item takes its vendor's keys, and no other vendor's."""
    schema = complete_schema(WORK_SCHEMAS)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    def accepted(vendor: str, work: dict[str, object]) -> bool:
        target = {"vendor": vendor, "url": "x", "work": {"w": {"length": "short", **work}}}
        return bool(validator.is_valid({"targets": {"t": target}}))

    assert accepted("zosmf", {"jcl": "{tag}"})
    assert accepted("joc", {"order": {}})
    assert not accepted("joc", {"jcl": "{tag}"})
    assert not accepted("zosmf", {})
    assert not accepted("other", {})


def test_every_key_tells_an_editor_what_it_is_for() -> None:
    """Each key of the shipped schema has a description, here or where it points, or a bound that tells."""
    shipped = json.loads(SCHEMA_FILE.read_text())
    definitions = shipped["$defs"].values()
    silent = [
        key
        for definition in [shipped, *definitions]
        for key, schema in definition.get("properties", {}).items()
        if not {"description", "$ref", "minimum", "exclusiveMinimum"} & set(schema)
    ]
    assert silent == []


def test_an_editor_accepts_a_text_in_a_file() -> None:
    """What is replaced before our own judgement is no mistake in an editor; other tables still are."""
    schema = editor_schema(WORK_SCHEMAS)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    def accepted(jcl: object) -> bool:
        work = {"length": "short", "jcl": jcl}
        target = {"vendor": "zosmf", "url": "x", "work": {"w": work}}
        return bool(validator.is_valid({"targets": {"t": target}}))

    assert accepted("{tag}")
    assert accepted({"file": "short.jcl"})
    assert not accepted("no tag")
    assert not accepted({"env": "X"})
