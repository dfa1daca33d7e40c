"""Parameters as bytes of the IBM i, and the dumps of them in job logs (i2Rest API, run_program example)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, Final

from harness.vendors.i2rest.emulator.pcml.document import Data

_EBCDIC: Final = "cp037"
_WIDTH: Final = 16
_HALF: Final = 8


def dump(data: Data, value: Any, padding: int) -> list[str]:
    """Return the lines that a trace writes of one parameter: name and length, then 16 bytes a line."""
    raw = stored(data, value, padding)
    return [
        f"{data.name} ({len(raw)}):",
        *(_line(at, raw[at : at + _WIDTH]) for at in range(0, len(raw), _WIDTH)),
    ]


def stored(data: Data, value: Any, padding: int) -> bytes:
    """Return a parameter as it lies in storage; ``padding`` fills up character data."""
    if data.count is not None:
        return b"".join(_one(data, row, padding) for row in value)
    return _one(data, value, padding)


def _one(data: Data, value: Any, padding: int) -> bytes:
    if data.fields:
        return b"".join(stored(part, value[part.name], padding) for part in data.fields)
    if data.type == "byte":
        return bytes.fromhex(value)
    if data.type == "int":
        return int(value % (1 << 8 * data.length)).to_bytes(data.length, "big")
    if data.type == "float":
        return struct.pack(">f" if data.length == 4 else ">d", value)
    if data.type in {"packed", "zoned"}:
        return _decimal(data, value)
    return str(value).encode(_EBCDIC, "replace")[: data.length].ljust(data.length, bytes([padding]))


def _decimal(data: Data, value: float) -> bytes:
    digits = str(abs(round(value * 10 ** (data.precision or 0)))).rjust(data.length, "0")
    negative = value < 0
    if data.type == "zoned":
        last = ("D" if negative else "F") + digits[-1]
        return bytes.fromhex("".join(f"F{digit}" for digit in digits[:-1]) + last)
    nibbles = digits + ("D" if negative else "F")
    return bytes.fromhex(nibbles.rjust(len(nibbles) + len(nibbles) % 2, "0"))


def _line(at: int, raw: bytes) -> str:
    text = "".join(_letters(raw)).ljust(_WIDTH)
    halves = [" ".join(f"{byte:02X}" for byte in part) for part in (raw[:_HALF], raw[_HALF:]) if part]
    return f"{at:06X} :{text}:{'   '.join(halves)}"


def _letters(raw: bytes) -> Iterator[str]:
    """Yield what can be shown of each byte, a blank for what cannot."""
    for letter in raw.decode(_EBCDIC):
        yield letter if letter.isascii() and letter.isprintable() else " "
