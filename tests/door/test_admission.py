"""Reading a request for the guard."""

from __future__ import annotations

from harness.contract import Match
from harness.door import Span
from harness.exchange import Request
from harness.guard import Subjects
from tests import bakery
from tests.bakery import request
from tests.door.conftest import Build
from tests.door.passage import kept

SPAN = Span(10, 20)
SUBMIT = request("PUT", "/orders", b"tag=RUN1")


def test_a_request_that_cannot_be_read_stays_here(build: Build) -> None:
    """When a vendor's reader breaks, the request is kept, whatever the mode."""

    class Broken(bakery.Reader):
        def subjects(self, match: Match, request: Request) -> Subjects:
            raise RuntimeError(f"a defect: {match.operation.id} {request.method}")

    core = build(vendor=bakery.Bakery(reader=Broken()))
    blocked = kept(core, request("GET", "/orders"))
    assert blocked.exchange.blocked_by == "guard.defect"
    assert "a defect: listOrders GET" in (blocked.exchange.error or "")
