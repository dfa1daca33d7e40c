"""How values are written in TOML, for mends and for the file that ``harness init`` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def toml_value(value: Any) -> str:
    """Return a JSON value (no null) as TOML writes it on one line."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{toml_key(key)} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def toml_key(name: str) -> str:
    """Return a key bare where TOML allows it, else quoted."""
    bare = name != "" and name.isascii() and name.replace("-", "").replace("_", "a").isalnum()
    return name if bare or set(name) == {"-"} else toml_value(name)
