"""What the text of a form, a parameter or an element stands for, by the types that a schema names."""

from __future__ import annotations

import math
import re
from collections.abc import Container
from typing import Any, Final

# No server counts so far, and Python refuses to turn text of any length into a number.
_INTEGER: Final = re.compile(r"-?[0-9]{1,300}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,300}(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,4})?")
_BOOLEANS: Final = {"true": True, "false": False}


def scalar(text: str, types: Container[str]) -> Any:
    """Return the number or truth value that ``text`` stands for under one of ``types``, else the text."""
    if "integer" in types and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in types and _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    if "boolean" in types and text in _BOOLEANS:
        return _BOOLEANS[text]
    return text
