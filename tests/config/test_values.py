from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from harness.config.values import toml_key, toml_text, toml_value

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)


@given(TEXT, JSON)
def test_what_is_written_is_read_again(key: str, value: Any) -> None:
    """Every key and value survives being written as TOML."""
    assert tomllib.loads(f"{toml_key(key)} = {toml_value(value)}") == {key: value}


@given(st.text(st.sampled_from("ab\n\r\t'\"\\\x00\x7fé")))
def test_lines_are_read_again_as_they_were(value: str) -> None:
    """Text written on lines of its own is the same text."""
    assert tomllib.loads(f"it = {toml_text(value)}") == {"it": value}


def test_lines_stand_as_people_write_them() -> None:
    """JCL stays readable."""
    assert toml_text("//X JOB\n//S EXEC PGM=A\n") == "'''\n//X JOB\n//S EXEC PGM=A\n'''"
