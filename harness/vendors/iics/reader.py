"""What a request to Informatica Cloud names, for the guard and the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from harness.contract import Match
from harness.exchange import Request, Response
from harness.flow import JobRef
from harness.guard import Subjects
from harness.vendors.iics import runs
from harness.vendors.iics.documents import document_of, read_once
from harness.vendors.iics.work import NAMES, TYPES, named

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)
_ANYWHERE = re.compile(r"[a-z][a-z0-9+.-]*:(?:\\?/){2}[^\s\"'<>,}]*", re.IGNORECASE)


@dataclass(frozen=True)
class IicsReader:
    """Reads requests as the service will; what may be read in two ways it says so, and the guard keeps it."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return what ``request`` starts or stops, and every address in it."""
        if match.role not in {"submit", "modify:stop"}:
            return Subjects()
        try:
            body = read_once(request.headers, request.body)
        except ValueError as problem:
            return Subjects(addresses=tuple(_scanned(request.body)), unreadable=f"its body: {problem}")
        addresses = tuple(_addresses(body))
        named = names_task(body)
        return Subjects(
            creates=tuple(map(_tag, addresses)),
            addresses=addresses,
            shared=() if named is None else (named,),
            unreadable="it names no task, or several" if named is None else None,
        )

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the run that a start was answered with."""
        del request
        if match.role != "submit" or response.status not in {200, 201}:
            return None
        return runs.run_in(document_of(response))


def _addresses(value: Any, name: str = "") -> Iterator[str]:
    """Yield every text that is an address, and every one under a name that may be that of the callback."""
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from _addresses(child, str(key))
    elif isinstance(value, list):
        for child in value:
            yield from _addresses(child, name)
    elif isinstance(value, str) and value and ("callback" in name.lower() or _ADDRESS.match(value.strip())):
        yield value.strip()


def _scanned(body: bytes) -> Iterator[str]:
    """Yield what looks like an address in a body that cannot be read."""
    return (found[0].replace("\\/", "/") for found in _ANYWHERE.finditer(body.decode("utf-8", "replace")))


def _tag(address: str) -> str:
    """Return the tag that ends an address."""
    try:
        return urlsplit(address).path.rpartition("/")[2]
    except ValueError:
        return ""


def names_task(body: Mapping[str, Any]) -> str | None:
    """Return how a body names its task, such as ``MTT taskName Load_Orders``; None unless it names just one.

    What the service would make of two types, or two names, is not documented.
    """
    given = [(name, value) for name in NAMES if (value := body.get(name)) not in (None, "")]
    types = {str(value).upper() for name in TYPES if (value := body.get(name)) not in (None, "")}
    if len(given) != 1 or len(types) != 1 or not isinstance(given[0][1], str):
        return None
    [(name, value)], [kind] = given, types
    return named(kind, name, value)
