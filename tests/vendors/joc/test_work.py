from __future__ import annotations

import jsonschema
import pytest

from harness.target import Length
from harness.vendors.joc.work import WORK, WORK_SCHEMA, order_tag


@pytest.mark.parametrize("item", WORK, ids=lambda item: item.name)
def test_work_is_as_its_schema_says(item: object) -> None:
    """What the emulator brings could stand in harness.toml."""
    jsonschema.validate(item.fields, WORK_SCHEMA)  # type: ignore[attr-defined]


def test_there_is_work_of_every_length() -> None:
    """Short, long, held and failing."""
    assert {item.length for item in WORK} == set(Length)


def test_tags_are_order_ids() -> None:
    """No comma, no angle bracket, the slash that old releases put before all others, and one prefix a run."""
    assert order_tag("ab12cd", 7) == "/hab12cd-00007"
    assert len({order_tag("ab12cd", number) for number in range(100)}) == 100
