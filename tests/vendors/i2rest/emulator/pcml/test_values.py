from __future__ import annotations

from typing import Any

import pytest

from harness.vendors.i2rest.emulator.pcml.document import Data
from harness.vendors.i2rest.emulator.pcml.values import MisfitError, bounds, default, empty, passed, shown

CHAR = Data("c", "char", 4, usage="input")
INT = Data("i", "int", 2, usage="input")
UNSIGNED = Data("u", "int", 2, 16, usage="input")
PACKED = Data("p", "packed", 5, 2, usage="input")
FLOAT = Data("f", "float", 8, usage="input")
BYTE = Data("b", "byte", 2, usage="input")
DATE = Data("d", "date", 10, usage="input")
PAIR = Data("s", "struct", usage="input", fields=(CHAR, INT))
ROWS = Data("r", "struct", count=3, usage="inputoutput", trims_rows=True, fields=(CHAR, INT))


@pytest.mark.parametrize(
    ("data", "given", "value"),
    [
        (CHAR, "ab", "ab"),
        (INT, -32768, -32768),
        (UNSIGNED, 65535, 65535),
        (PACKED, -999.99, -999.99),
        (PACKED, 1, 1.0),
        (FLOAT, 1e300, 1e300),
        (BYTE, "ff", "FF00"),
        (DATE, "2026-02-28", "2026-02-28"),
        (PAIR, {"i": 1}, {"c": "", "i": 1}),
        (ROWS, [{"c": "x"}], [{"c": "x", "i": 0}, {"c": "", "i": 0}, {"c": "", "i": 0}]),
    ],
)
def test_what_fits_is_taken(data: Data, given: Any, value: Any) -> None:
    """Parts and rows that are not passed take their defaults."""
    assert passed({data.name: data}, {data.name: given}) == {data.name: value}


@pytest.mark.parametrize(
    ("data", "given"),
    [
        (CHAR, "abcde"),
        (CHAR, "€"),
        (CHAR, 1),
        (INT, 32768),
        (INT, 1.5),
        (INT, True),
        (UNSIGNED, -1),
        (PACKED, 1000),
        (PACKED, 0.001),
        (BYTE, "xyz"),
        (BYTE, "000000"),
        (DATE, "2026-02-30"),
        (DATE, "20260228"),
        (DATE, 1),
        (PAIR, []),
        (PAIR, {"x": 1}),
        (ROWS, {}),
        (ROWS, [{}] * 4),
    ],
)
def test_what_does_not_fit_is_refused(data: Data, given: Any) -> None:
    """Too long, not in the code page, out of range, of another kind, unknown."""
    with pytest.raises(MisfitError):
        passed({data.name: data}, {data.name: given})


def test_input_is_an_object_of_input_parameters() -> None:
    """An output parameter cannot be passed."""
    with pytest.raises(MisfitError):
        passed({}, {"o": "x"})
    with pytest.raises(MisfitError):
        passed({}, [])


def test_defaults_are_init_values_or_blanks_and_zeros() -> None:
    """An array gets as many as it counts."""
    assert default(Data("c", "char", 4, init="A")) == "A"
    assert default(Data("p", "packed", 4, 1, init="1.5")) == 1.5
    assert default(Data("n", "int", 4, init="7")) == 7
    assert [default(data) for data in (CHAR, INT, BYTE, DATE)] == ["", 0, "0000", "0001-01-01"]
    assert len(default(ROWS)) == 3


def test_what_goes_out_is_trimmed() -> None:
    """Blank rows drop, blanks come off where PCML says; without trim everything is as long as it is."""
    assert shown(ROWS, passed({"r": ROWS}, {"r": [{"c": "x "}]})["r"]) == [{"c": "x", "i": 0}]
    assert shown(Data("c", "char", 4, trim="both"), " a ") == "a"
    assert shown(Data("c", "char", 4, trim="left"), " a ") == "a "
    assert shown(CHAR, "a", trims=False) == "a   "
    assert empty(CHAR, "  ")
    assert not empty(INT, 1)


def test_numbers_have_bounds() -> None:
    """By length and precision."""
    assert bounds(INT) == (-32768, 32767)
    assert bounds(UNSIGNED) == (0, 65535)
    assert bounds(PACKED) == (-999.99, 999.99)
    assert bounds(Data("f", "float", 4))[1] < bounds(FLOAT)[1]
