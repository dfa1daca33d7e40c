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


def toml_text(value: Any) -> str:
    """Return a value as people would write it: text of several lines on lines of its own."""
    readable = isinstance(value, str) and "\n" in value and "'''" not in value
    # A literal string takes no escapes; of the control characters only tab and line feed may stand in it.
    plain = readable and all(character >= " " or character in "\t\n" for character in value)
    if plain and "\x7f" not in value and not value.endswith("'"):
        return f"'''\n{value}'''"
    return toml_value(value)


def toml_key(name: str) -> str:
    """Return a key bare where TOML allows it, else quoted."""
    bare = name != "" and name.isascii() and name.replace("-", "").replace("_", "a").isalnum()
    return name if bare or set(name) == {"-"} else toml_value(name)
