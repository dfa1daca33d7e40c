from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.jcl.symbols import substitute


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("PGM=&A", "PGM=ONE"),
        ("&A.2,&B", "ONE2,TWO"),
        ("&A..X", "ONE.X"),
        ("&C", "&C"),
        ("&&A", "&&A"),
        ("&AB", "&AB"),
        ("no symbol", "no symbol"),
        ("&", "&"),
    ],
)
def test_known_symbols_are_replaced(text: str, result: str) -> None:
    """A symbol gives its value, with the point that ends its name; anything else stays."""
    assert substitute(text, {"A": "ONE", "B": "TWO"}) == result
