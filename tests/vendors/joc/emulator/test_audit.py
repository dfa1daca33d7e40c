from __future__ import annotations

from typing import Any

import pytest

from harness.vendors.joc.emulator.audit import append
from harness.vendors.joc.emulator.server import AuditRecord
from tests.vendors.joc.emulator.desk import CHAIN, Desk


def records(desk: Desk, **asked: Any) -> list[tuple[str, str | None]]:
    """Return requests and orders of the records, newest first, less the login."""
    found = desk.get("audit_log", **asked)["auditLog"]
    return [(each["request"], each.get("orderId")) for each in found if each["request"] != "./login"]


def test_what_was_asked_stands_there_whatever_became_of_it(desk: Desk) -> None:
    """One record an item, written before the Master is asked."""
    desk.add("x", at="now + 60")
    comment = {"comment": "why", "timeSpent": 5, "ticketLink": "T-1"}
    desk.ask("orders/suspend", {"orders": [{"orderId": "nobody", "jobChain": CHAIN}], "auditLog": comment})
    assert records(desk) == [("./orders/suspend", "nobody"), ("./orders/add", "x")]
    newest = desk.get("audit_log", limit=1)["auditLog"][0]
    assert (newest["comment"], newest["timeSpent"], newest["ticketLink"]) == ("why", 5, "T-1")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"account": "root"}, 2),
        ({"account": "me"}, 0),
        ({"requests": ["./orders/add"]}, 1),
        ({"orders": [{"jobChain": "/agent/%", "orderId": "y"}]}, 1),
        ({"orders": [{"jobChain": "/a%t/%1"}]}, 2),
        ({"orders": [{"jobChain": "/a%x%1"}]}, 0),
        ({"jobs": [{"job": "/x"}]}, 0),
        ({"folders": [{"folder": "/spare"}]}, 0),
        ({"folders": [{"folder": "/agent"}]}, 2),
        ({"regex": ",y$"}, 1),
        ({"limit": 1}, 1),
        ({"ticketLink": "T-9"}, 0),
        ({"dateFrom": "-1d", "dateTo": "0d"}, 2),
        ({"dateFrom": "2030-01-01T00:00:00Z"}, 0),
        ({"dateTo": "2001-01-01T00:00:00Z"}, 0),
    ],
)
def test_the_log_can_be_narrowed(desk: Desk, asked: dict[str, Any], count: int) -> None:
    """By account, kind of request, object, folder, date and number."""
    desk.add("x", at="now + 60")
    desk.change("suspend", "y")
    assert len(records(desk, **asked)) == count


def test_a_site_may_demand_comments(desk: Desk) -> None:
    """Then a change without one is refused as a whole."""
    desk.emulator.impose(["comments-demanded"])
    assert desk.error("orders/suspend", orders=[])[0] == "JOC-300"
    told = {"auditLog": {"comment": "why"}, "orders": [{"orderId": "order1", "jobChain": CHAIN}]}
    assert desk.get("orders/suspend", **told)["ok"] is True


def test_comments_are_proposed(desk: Desk) -> None:
    """For those who must give one."""
    assert desk.get("audit_log/comments")["comments"]


def test_the_log_does_not_grow_for_ever(desk: Desk) -> None:
    """The oldest records go."""
    server = desk.application.snapshot()
    for number in range(40_002):
        append(server, AuditRecord(number, "me", "./x", "{}"))
    assert len(server.audit) <= 40_000


@pytest.mark.parametrize("drift", ["D50", "D44"])
def test_older_releases_ask_otherwise(drift: str) -> None:
    """Paths were no patterns, and kinds of requests could not be asked for."""
    desk = Desk(frozenset({drift}))
    desk.add("x", at="now + 60")
    by_pattern = records(desk, orders=[{"jobChain": "/agent/%"}])
    assert len(by_pattern) == (0 if drift == "D50" else 1)
    assert len(records(desk, requests=["./orders/suspend"])) == (1 if drift == "D44" else 0)
