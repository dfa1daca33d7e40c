from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from harness.config.values import toml_key, toml_value

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)


@given(TEXT, JSON)
def test_what_is_written_is_read_again(key: str, value: Any) -> None:
    """Every key and value survives being written as TOML."""
    assert tomllib.loads(f"{toml_key(key)} = {toml_value(value)}") == {key: value}
