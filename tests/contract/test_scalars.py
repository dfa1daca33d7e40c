from __future__ import annotations

from typing import Any

import pytest

from harness.contract.scalars import scalar


@pytest.mark.parametrize(
    ("text", "types", "value"),
    [
        ("12", {"integer"}, 12),
        ("-0", {"integer"}, 0),
        ("1.5e3", {"number"}, 1500.0),
        ("true", {"boolean"}, True),
        ("12", {"string"}, "12"),
        ("12", {"string", "integer"}, 12),
        ("1.0", {"integer"}, "1.0"),
        ("TRUE", {"boolean"}, "TRUE"),
        ("+1", {"integer"}, "+1"),
        ("1e999", {"number"}, "1e999"),
        ("nan", {"number"}, "nan"),
        ("9" * 5000, {"integer", "number"}, "9" * 5000),
    ],
)
def test_text_is_what_its_types_say(text: str, types: set[str], value: Any) -> None:
    """What fits no type stays text, so that the schema refuses it: also what Python would not count."""
    found = scalar(text, types)
    assert found == value
    assert type(found) is type(value)
