"""Taking requests through a door without a transport, and reading what it wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.door import Admitted, Asked, DoorCore, Kept, Span
from harness.exchange import Exchange, Request
from harness.record import read_exchanges
from tests.bakery import request

SPAN = Span(10, 20)
SUBMIT = request("PUT", "/orders", b"tag=RUN1")


def admitted(core: DoorCore, tried: Request, **asked: object) -> Admitted:
    """Return what the door made of a request that must pass."""
    core.receive()
    passed = core.admit(replace(Asked(tried), **asked))  # type: ignore[arg-type] # by name
    assert isinstance(passed, Admitted)
    return passed


def kept(core: DoorCore, tried: Request) -> Kept:
    """Return what the door made of a request that must not pass."""
    core.receive()
    blocked = core.admit(Asked(tried))
    assert isinstance(blocked, Kept)
    return blocked


def recorded(tmp_path: Path) -> list[Exchange]:
    """Return what stands in the record."""
    return list(read_exchanges(tmp_path / "run"))
