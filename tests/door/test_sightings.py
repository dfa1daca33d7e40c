from __future__ import annotations

import json

from harness.contract import Match
from harness.door.sightings import GOOD_FOR_NS, Sightings
from harness.exchange import Response
from harness.flow import JobRef
from harness.guard import Exclusive, Running
from harness.ledger import LedgerView
from tests.bakery import contract, request
from tests.guard.test_rules import view_of_4711

OVENS = (
    Exclusive(frozenset({"oven 1", "the old oven"}), frozenset({"1"})),
    Exclusive(frozenset({"oven 2"}), frozenset({"2"})),
    Exclusive(frozenset({"oven 3"}), frozenset()),
)
LIST = contract().match(request("GET", "/orders"))
SECOND = 1_000_000_000


def look(match: Match, response: Response) -> tuple[Running, ...] | None:
    """Read a list of orders with the oven that each is in; anything else tells of no more than one."""
    if match.operation.id != "listOrders":
        return None
    return tuple(Running(JobRef(job), frozenset({oven})) for job, oven in json.loads(response.body))


def seen(*orders: tuple[str, str], view: LedgerView | None = None) -> Sightings:
    """Return the sightings after a list with these orders, at one second."""
    sightings = Sightings(OVENS, look)
    assert LIST is not None
    body = json.dumps(orders).encode()
    sightings.take(LIST, Response(200, body=body), view or view_of_4711(), SECOND)
    return sightings


def test_nothing_is_known_before_the_first_look() -> None:
    """And without marks nothing is ever known."""
    assert set(Sightings(OVENS, look).exclusive(0).values()) == {False}
    assert seen().exclusive(SECOND) == {"oven 1": True, "the old oven": True, "oven 2": True, "oven 3": False}


def test_another_one_s_job_shows_and_ours_does_not() -> None:
    """By its marks, in the thing that it runs in."""
    ours = seen(("4711", "1"), ("4712", "2")).exclusive(SECOND)
    assert (ours["oven 1"], ours["oven 2"]) == (True, False)


def test_a_look_is_good_for_a_while() -> None:
    """A minute later somebody may have come."""
    sightings = seen()
    assert sightings.exclusive(SECOND + GOOD_FOR_NS)["oven 1"]
    assert not sightings.exclusive(SECOND + GOOD_FOR_NS + 1)["oven 1"]


def test_what_does_not_tell_of_all_changes_nothing() -> None:
    """The state of one job says nothing of others."""
    sightings = seen(("4712", "1"))
    one = contract().match(request("GET", "/orders/4711"))
    assert one is not None
    sightings.take(one, Response(200, body=b"[]"), view_of_4711(), SECOND)
    assert not sightings.exclusive(SECOND)["oven 1"]
