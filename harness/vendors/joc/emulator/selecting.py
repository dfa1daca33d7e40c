"""What views and histories narrow by: folders, a pattern, lists of objects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from harness.vendors.joc.emulator.refusals import Refusal

_LONGEST = 200
_NESTED = re.compile(r"[*+}][^()]*\)\s*[*+{]|\([^)]*\([^)]*[*+]|[*+}]{2}")


@lru_cache(maxsize=128)
def pattern(regex: str | None) -> re.Pattern[str] | None:
    """Return a ``regex`` to search with, None for none; raise ``Refusal`` (JOC-405) for a wrong one.

    One that could search for ever is refused like a wrong one.
    """
    if not regex:
        return None
    wrong = Refusal("JOC-405", f"JocException: Regex '{regex}' is not valid")
    if len(regex) > _LONGEST or _NESTED.search(regex):
        raise wrong
    try:
        return re.compile(regex)
    except (re.error, OverflowError, RecursionError):
        raise wrong from None


def fits(regex: str | None, path: str) -> bool:
    """Tell whether a pattern is found in a path; none fits all."""
    found = pattern(regex)
    return found is None or found.search(path) is not None


def in_folders(folders: Sequence[Mapping[str, Any]] | None, path: str) -> bool:
    """Tell whether an object lies in one of the folders; no folders: all do."""
    if not folders:
        return True
    home = path.rpartition("/")[0] or "/"
    return any(_holds(each["folder"], home, recursive=each.get("recursive", True)) for each in folders)


def _holds(folder: str, home: str, *, recursive: bool) -> bool:
    if home == folder:
        return True
    return recursive and (folder == "/" or home.startswith(f"{folder}/"))


def selected(entries: Sequence[Mapping[str, Any]] | None, chain: str, order: str) -> bool:
    """Tell whether a list of order paths names this order; an entry without id means the whole chain."""
    if not entries:
        return True
    return any(e["jobChain"] == chain and e.get("orderId") in (None, "", order) for e in entries)
