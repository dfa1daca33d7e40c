from __future__ import annotations

from typing import Any

import pytest

from harness.vendors.i2rest.emulator.pcml.document import Data
from harness.vendors.i2rest.emulator.pcml.storage import dump, stored


def test_the_dump_of_the_documents() -> None:
    """Name and length, an offset, the text, and hexadecimal with a gap in the middle."""
    assert dump(Data("echo", "char", 10), "0", 0) == [
        "echo (10):",
        "000000 :0               :F0 00 00 00 00 00 00 00   00 00",
    ]


def test_a_long_parameter_takes_several_lines() -> None:
    """Sixteen bytes each; what cannot be shown is a blank."""
    lines = dump(Data("t", "char", 18), "ABCDEFGHIJKLMNOPQR", 0x40)
    assert lines[1].startswith("000000 :ABCDEFGHIJKLMNOP:C1 C2 C3 C4 C5 C6 C7 C8   C9 D1")
    assert lines[2] == "000010 :QR              :D8 D9"


@pytest.mark.parametrize(
    ("data", "value", "raw"),
    [
        (Data("i", "int", 4), -2, "fffffffe"),
        (Data("p", "packed", 5, 2), 12.5, "01250f"),
        (Data("p", "packed", 4, 0), -7, "00007d"),
        (Data("z", "zoned", 3, 0), -12, "f0f1d2"),
        (Data("f", "float", 4), 1.0, "3f800000"),
        (Data("b", "byte", 2), "00FF", "00ff"),
        (Data("d", "date", 10), "2026-01-05", "f2f0f2f660f0f160f0f5"),
        (Data("c", "char", 3), "A", "c10000"),
        (Data("a", "int", 2, count=2), [1, 2], "00010002"),
    ],
)
def test_values_lie_in_storage_as_on_the_machine(data: Data, value: Any, raw: str) -> None:
    """Big-endian numbers, packed and zoned decimals, EBCDIC."""
    assert stored(data, value, 0).hex() == raw


def test_a_structure_is_its_parts_end_to_end() -> None:
    """Without gaps."""
    data = Data("s", "struct", fields=(Data("c", "char", 1), Data("i", "int", 2)))
    assert stored(data, {"c": "A", "i": 1}, 0).hex() == "c10001"
