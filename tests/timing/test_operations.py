"""What operations cost."""

from __future__ import annotations

import pytest

from harness.exchange import Exchange, Passage, Request, Response
from harness.timing.operations import operations


def exchange(operation: str | None, took_ms: float, status: int | None, passage: Passage) -> Exchange:
    """Return an exchange that took so long."""
    response = None if status is None else Response(status)
    ended = round(took_ms * 1e6)
    return Exchange("x", "v", Request("GET", "/"), response, passage, 0, ended, "", operation=operation)


def test_operations_are_counted_by_what_became_of_them() -> None:
    """Only whole answers have a time; what broke and what the guard kept is counted."""
    found = operations(
        [
            exchange("getJob", 10, 200, Passage.ANSWERED),
            exchange("getJob", 30, 404, Passage.ANSWERED),
            exchange("getJob", 9999, None, Passage.BROKEN),
            exchange("deleteJob", 1, 403, Passage.BLOCKED),
            exchange(None, 5, 200, Passage.ANSWERED),
        ]
    )
    assert [row["operation"] for row in found] == ["GET", "deleteJob", "getJob"]
    job = found[2]
    assert (job["n"], job["broken"], job["statuses"]) == (3, 1, {"200": 1, "404": 1})
    assert job["service"]["p50"] == pytest.approx(10, rel=0.005)
    assert job["service"]["max"] == 30
    assert (found[1]["blocked"], found[1]["service"]["p50"]) == (1, None)
