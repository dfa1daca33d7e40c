"""JCL symbols: ``&NAME`` becomes its value; ``&&TEMP`` and unknown ones stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SYMBOL = re.compile(r"&&|&(?P<name>[A-Z$#@][A-Z0-9$#@]{0,7})(?P<point>\.)?")


def substitute(text: str, symbols: Mapping[str, str]) -> str:
    """Return ``text`` with each known symbol replaced, and the point that may end its name."""

    def value(found: re.Match[str]) -> str:
        name = found["name"]
        return symbols[name] if name in symbols else found[0]

    return _SYMBOL.sub(value, text) if "&" in text else text
