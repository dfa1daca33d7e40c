"""Search in a spool file: a plain string, or an extended regular expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harness.vendors.zosmf.emulator.spool.expressions import compile_expression

_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_DEFAULT_MOST = 100


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for, and how many records to return from where it first stands."""

    matches: Callable[[str], bool]
    most: int


def read_search(query: Mapping[str, str]) -> Search | None:
    """Read ``search`` or ``research``; None without either.

    The two exclude each other; that the plain one counts when both are there is inferred.
    """
    fold = query.get("insensitive", "true").lower() != "false"
    count = query.get("maxreturnsize", "")
    most = int(count) if _COUNT.fullmatch(count) else _DEFAULT_MOST
    if query.get("search"):
        return Search(_containing(query["search"], fold=fold), most)
    if query.get("research"):
        return Search(compile_expression(query["research"], fold=fold), most)
    return None


def _containing(text: str, *, fold: bool) -> Callable[[str], bool]:
    if not fold:
        return lambda record: text in record
    folded = text.lower()
    return lambda record: folded in record.lower()
