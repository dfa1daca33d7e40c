"""JSON values for parameters: what may be passed, what stands for what is not, what comes out.

No document says how types map; the mapping is the obvious one: text, numbers, hexadecimal digits for
bytes, ISO dates, objects for structures and arrays for counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import partial
from operator import methodcaller
from typing import Any, Final

from harness.vendors.i2rest.emulator.pcml.document import Data

_HEX: Final = re.compile(r"([0-9A-Fa-f]{2})*")
_ISO: Final[Mapping[str, Callable[[str], object]]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timestamp": datetime.fromisoformat,
}
_ZERO: Final = {"date": "0001-01-01", "time": "00:00:00", "timestamp": "0001-01-01T00:00:00.000000"}
_ISO_LENGTHS: Final = {"date": (10,), "time": (8,), "timestamp": (19, 26)}


class MisfitError(ValueError):
    """A value that does not fit its parameter; the text says where and why."""


def passed(inputs: Mapping[str, Data], given: Any) -> dict[str, Any]:
    """Return the value of each parameter for a call: what was given, else its default.

    Raise ``MisfitError`` for what does not fit.
    """
    if not isinstance(given, Mapping):
        raise MisfitError("input is not an object")
    if not given.keys() <= inputs.keys():
        stray = next(name for name in given if name not in inputs)
        raise MisfitError(f"{stray[:40]} is no input parameter of the program")
    return {
        name: (_one if data.plain else _value)(data, given[name], name) if name in given else default(data)
        for name, data in inputs.items()
    }


def default(data: Data) -> Any:
    """Return what stands for a parameter that was not passed: its init value, else blanks and zeros."""
    one = _default_of_one(data)
    return one if data.count is None else [one] * data.count


def shown(data: Data, value: Any, *, trims: bool = True, excludes: bool = True) -> Any:
    """Return a value as answers have it: rows dropped, blanks trimmed, excluded elements left out."""
    if data.plain:
        return _trimmed(data, value) if trims and data.type == "char" else _as_long(data, value)
    if data.count is not None:
        rows = [row for row in value if not (data.trims_rows and empty(data, row))]
        return [_shown(data, row, trims=trims, excludes=excludes) for row in rows]
    return _shown(data, value, trims=trims, excludes=excludes)


def writer(data: Data, *, trims: bool, excludes: bool) -> Callable[[Any], Any]:
    """Return what writes values of a parameter as :func:`shown` does; of most it is known beforehand how."""
    if data.plain and data.type != "char":
        return _as_it_is
    if data.plain and trims and data.trim == "right":
        return _right_trimmed
    return partial(shown, data, trims=trims, excludes=excludes)


def _as_it_is(value: Any) -> Any:
    return value


# Nearly every parameter is text; a call of Python less for each shows in the rate of look-ups.
_right_trimmed = methodcaller("rstrip", " ")


def empty(data: Data, value: Any) -> bool:
    """Tell whether a row holds nothing but blanks and zeros."""
    if data.fields:
        return all(empty(part, value[part.name]) for part in data.fields)
    return value in {0, ""} if not isinstance(value, str) else not value.strip(" ")


def _shown(data: Data, value: Any, *, trims: bool, excludes: bool) -> Any:
    if data.fields:
        parts = [part for part in data.fields if not (excludes and part.excluded)]
        return {part.name: shown(part, value[part.name], trims=trims, excludes=excludes) for part in parts}
    return _trimmed(data, value) if trims and data.type == "char" else _as_long(data, value)


def _trimmed(data: Data, value: str) -> str:
    if data.trim == "right":
        return value.rstrip(" ")
    value = value.rstrip(" ") if data.trim == "both" else value
    return value.lstrip(" ") if data.trim in {"left", "both"} else value


def _as_long(data: Data, value: Any) -> Any:
    return value.ljust(data.length) if data.type == "char" else value


def _default_of_one(data: Data) -> Any:
    if data.fields:
        return {part.name: default(part) for part in data.fields}
    if data.init is None:
        return {"char": "", "byte": "00" * data.length, **_ZERO}.get(data.type, 0)
    if data.type in {"char", "byte", *_ZERO}:
        return data.init
    number = float(data.init)
    return int(number) if number.is_integer() else number


def _value(data: Data, given: Any, where: str) -> Any:
    if data.count is None:
        return _one(data, given, where)
    if not isinstance(given, list) or len(given) > data.count:
        raise MisfitError(f"{where} is not an array of at most {data.count}")
    rows = [_one(data, row, f"{where}[{index}]") for index, row in enumerate(given)]
    return rows + [_default_of_one(data)] * (data.count - len(rows))


def _one(data: Data, given: Any, where: str) -> Any:
    if data.type == "char":
        return _text(data, given, where)
    if data.type == "struct":
        return _structure(data, given, where)
    if data.type == "byte":
        return _bytes(data, given, where)
    if data.type in _ISO:
        return _moment(data, given, where)
    return _number(data, given, where)


def _structure(data: Data, given: Any, where: str) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise MisfitError(f"{where} is not an object")
    names = {part.name for part in data.fields}
    stray = next((name for name in given if name not in names), None)
    if stray is not None:
        raise MisfitError(f"{stray[:40]} is no part of {where}")
    return {
        part.name: _value(part, given[part.name], f"{where}.{part.name}")
        if part.name in given
        else default(part)
        for part in data.fields
    }


def _text(data: Data, given: Any, where: str) -> str:
    if not isinstance(given, str):
        raise MisfitError(f"{where} is not a string")
    try:
        # Every letter of ASCII is in that code page.
        _ = given.isascii() or given.encode("cp037")
    except UnicodeEncodeError:
        raise MisfitError(f"{where} holds a character that is not in CCSID 37") from None
    if len(given) > data.length:
        raise MisfitError(f"{where} is longer than {data.length}")
    return given


def _bytes(data: Data, given: Any, where: str) -> str:
    if not isinstance(given, str) or not _HEX.fullmatch(given) or len(given) > 2 * data.length:
        raise MisfitError(f"{where} is not at most {data.length} bytes in hexadecimal digits")
    return given.upper().ljust(2 * data.length, "0")


def _moment(data: Data, given: Any, where: str) -> str:
    wrong = MisfitError(f"{where} is not an ISO {data.type}")
    if not isinstance(given, str) or len(given) not in _ISO_LENGTHS[data.type]:
        raise wrong
    try:
        _ISO[data.type](given)
    except ValueError:
        raise wrong from None
    return given


def _number(data: Data, given: Any, where: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise MisfitError(f"{where} is not a number")
    least, most = bounds(data)
    if not least <= given <= most:
        raise MisfitError(f"{where} is out of range")
    if data.type == "float":
        return float(given)
    decimals = (data.precision or 0) if data.type in {"packed", "zoned"} else 0
    scaled: int = round(given * 10**decimals)
    if abs(scaled - given * 10**decimals) > 1e-6:
        raise MisfitError(f"{where} has more than {decimals} decimals")
    return scaled if not decimals else scaled / 10**decimals


def bounds(data: Data) -> tuple[float, float]:
    """Return the least and the greatest number that a parameter holds (IBM, PCML data tag: precision)."""
    if data.type == "float":
        most = 3.4028234663852886e38 if data.length == 4 else 1.7976931348623157e308
        return -most, most
    if data.type == "int":
        bits = 8 * data.length
        unsigned = data.precision == bits
        return (0, 2**bits - 1) if unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    decimals = data.precision or 0
    most = (10**data.length - 1) / 10**decimals
    return -most, most
