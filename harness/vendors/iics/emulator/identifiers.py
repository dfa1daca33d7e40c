"""Ids as Informatica Cloud writes them.

The job resource's examples have 14 characters, ``0034J90000000M``: six of the organisation and eight of
the object. Later ids have 20: the organisation, two letters for the kind of object, twelve more; their
letters are inferred from samples in the REST API reference. Federated ids have 22 of base 62.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

ORGANISATION: Final = "0034J9"
ORGANISATION_UUID: Final = "52ZSTB0IDK6dXxaEQLUaQu"
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE: Final = 36

TASK, USER, AGENT, ENVIRONMENT, LOG_ENTRY, MAPPING = "0Z", "0U", "08", "25", "C1", "17"
"""Kinds of objects; the one of users is made up."""
_OFFSETS: Final = {TASK: 0, USER: 36**5, AGENT: 36**5 * 2, ENVIRONMENT: 36**5 * 3, MAPPING: 36**5 * 4}


@lru_cache(maxsize=1024)
def object_id(kind: str, number: int, *, long: bool) -> str:
    """Return the id of an object; short ones keep kinds apart by their range of numbers."""
    if long or kind == LOG_ENTRY:
        return f"{ORGANISATION}{kind}{_written(number, 12)}"
    return f"{ORGANISATION}{_written(_OFFSETS[kind] + number, 8)}"


def federated_id(number: int) -> str:
    """Return the federated id of the object with this number: 22 characters that tell nothing."""
    spread = (number + 1) * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 62**22
    digits = []
    for _ in range(22):
        spread, digit = divmod(spread, 62)
        digits.append(_DIGITS[digit])
    return "".join(digits)


def _written(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
