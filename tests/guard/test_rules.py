"""Each guard rule: what it keeps, and the twin that it lets pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import Request, Sender
from harness.guard import RULES, Allowed, Attempt, Blocked, Policy, Subjects, Usage, decide
from harness.ledger import LedgerView
from harness.target import Budgets, Mode
from tests.bakery import Reader, contract, request

OWNED = Policy(Mode.OWNED, "RUN", receivers=("http://door/callback",), executes=("knead",))
READ_ONLY = Policy(Mode.READ_ONLY)
NONE_USED = Usage()


def view_of_4711() -> LedgerView:
    """Return the ledger of a run that created order 4711."""
    view = LedgerView()
    shop = {"name": "shop", "vendor": "bakery", "upstreams": [], "mode": "owned", "embedded": True}
    made = {"target": "shop", "exchange": "x1", "tag": "RUN1"}
    view.fold({"event": "target", "target": "shop", "described": shop})
    view.fold({"event": "intent", **made, "operation": "submitOrder", "tags": ["RUN1"]})
    view.fold({"event": "created", **made, "job": {"key": "4711", "names": {}}})
    return view


def budget(**bounds: float) -> Policy:
    """Return the owned policy with bounds."""
    return replace(OWNED, budgets=Budgets(**bounds))  # type: ignore[arg-type] # by name


LIST = request("GET", "/orders")
SUBMIT = request("PUT", "/orders", b"tag=RUN1")

SEEN = Usage(exclusive={"ours": True, "shared": False})


def order(oven: str = "ours") -> Request:
    """Return a change to the order of this run, in an oven."""
    return request("PUT", "/orders/4711", X_Oven=oven)


PLANTED: list[tuple[str, Policy, Usage, Request, Request]] = [
    # rule, policy, usage, what is kept, its twin that passes
    ("guard.body", budget(body_bytes=8), NONE_USED, request("PUT", "/orders", b"tag=RUN12"), SUBMIT),
    ("guard.unknown-operation", OWNED, NONE_USED, request("GET", "/oven"), LIST),
    (
        "guard.override",
        OWNED,
        NONE_USED,
        request("GET", "/orders", X_HTTP_Method_Override="DELETE"),
        request("GET", "/orders", X_HTTP_Method_Override="get"),
    ),
    ("guard.override", OWNED, NONE_USED, request("GET", "/orders", X_Oven_Requested_Method="PUT"), LIST),
    ("guard.mode", READ_ONLY, NONE_USED, SUBMIT, LIST),
    ("guard.mode", READ_ONLY, NONE_USED, request("DELETE", "/orders/4711"), request("GET", "/orders/4711")),
    ("guard.mode", OWNED, NONE_USED, request("DELETE", "/shop"), request("DELETE", "/orders/4711")),
    ("guard.session", OWNED, NONE_USED, request("POST", "/login"), LIST),
    ("guard.unreadable", OWNED, NONE_USED, request("PUT", "/orders", b"tag=RUN1", X_Sealed="wax"), SUBMIT),
    (
        "guard.unreadable",
        OWNED,
        NONE_USED,
        request("PUT", "/orders", b"tag=RUN1", Content_Encoding="gzip"),
        request("PUT", "/orders", b"tag=RUN1", Content_Encoding="identity"),
    ),
    (
        "guard.address",
        OWNED,
        NONE_USED,
        request("PUT", "/orders", b"tag=RUN1", X_Notify="http://door.evil/callback/1"),
        request("PUT", "/orders", b"tag=RUN1", X_Notify="http://door/callback/1"),
    ),
    (
        "guard.address",
        OWNED,
        NONE_USED,
        request("PUT", "/orders", b"tag=RUN1", X_Notify="http://door/callback"),
        SUBMIT,
    ),
    ("guard.tag", OWNED, NONE_USED, request("PUT", "/orders", b"bread"), SUBMIT),
    ("guard.tag", OWNED, NONE_USED, request("PUT", "/orders", b"tag=RUN1\ntag=PAYROLL"), SUBMIT),
    ("guard.tag", OWNED, NONE_USED, request("PUT", "/orders", b"tag=RUN"), SUBMIT),
    ("guard.execute", OWNED, NONE_USED, request("POST", "/oven"), request("POST", "/oven", X_Run="knead")),
    (
        "guard.execute",
        OWNED,
        NONE_USED,
        request("POST", "/oven", X_Run="burn"),
        request("POST", "/oven", X_Run="knead"),
    ),
    (
        "guard.execute",
        OWNED,
        NONE_USED,
        request("PUT", "/orders", b"tag=RUN1", X_Run="burn"),
        request("PUT", "/orders", b"tag=RUN1", X_Run="knead"),
    ),
    ("guard.not-ours", OWNED, NONE_USED, request("PUT", "/orders/4712"), request("PUT", "/orders/4711")),
    ("guard.not-ours", OWNED, NONE_USED, request("DELETE", "/orders/4712"), request("GET", "/orders/4712")),
    ("guard.exclusive", OWNED, SEEN, order("theirs"), order()),
    ("guard.exclusive", OWNED, SEEN, order("shared"), order()),
    ("guard.exclusive", OWNED, SEEN, request("PUT", "/orders", b"bread", X_Oven="shared"), SUBMIT),
    (
        "guard.budget",
        budget(creations=2),
        Usage(creations=1),
        request("PUT", "/orders", b"tag=RUN1\ntag=RUN2"),
        SUBMIT,
    ),
    ("guard.budget", budget(creations=1), Usage(creations=1), SUBMIT, LIST),
]


def ask(tried: Request, policy: Policy, usage: Usage = NONE_USED) -> Allowed | Blocked:
    """Return what the guard says of a generated request."""
    match = contract().match(tried)
    subjects = Subjects() if match is None else Reader().subjects(match, tried)
    return decide(Attempt(tried, match, subjects, Sender("properties", "1")), policy, view_of_4711(), usage)


@pytest.mark.parametrize(("rule", "policy", "usage", "kept", "twin"), PLANTED)
def test_a_rule_keeps_what_it_is_for_and_nothing_else(
    rule: str, policy: Policy, usage: Usage, kept: Request, twin: Request
) -> None:
    """The planted request is blocked by that very rule, and its twin passes all of them."""
    decision = ask(kept, policy, usage)
    assert isinstance(decision, Blocked)
    assert decision.rule == rule
    assert decision.reason
    assert ask(twin, policy, usage) == Allowed()


def test_what_is_exclusively_ours_needs_no_job_and_no_tag() -> None:
    """Whatever runs there is ours: it can be found again, and be stopped without its name."""
    assert ask(request("PUT", "/orders", b"bread", X_Oven="ours"), OWNED, SEEN) == Allowed()
    for name in ("ours", "theirs"):
        attempt = Attempt(order(), contract().match(order()), Subjects(shared=(name,)))
        allowed = decide(attempt, OWNED, LedgerView(), SEEN) == Allowed()
        assert allowed is (name == "ours")


@pytest.mark.parametrize(
    ("policy", "used_up", "left"),
    [
        (budget(requests=3), Usage(requests=3), Usage(requests=2)),
        (budget(concurrency=2), Usage(in_flight=2), Usage(in_flight=1)),
    ],
)
def test_a_budget_ends_when_it_is_used_up(policy: Policy, used_up: Usage, left: Usage) -> None:
    """The last request within a budget passes, the next one does not."""
    decision = ask(LIST, policy, used_up)
    assert isinstance(decision, Blocked)
    assert decision.rule == "guard.budget"
    assert ask(LIST, policy, left) == Allowed()


def test_without_a_tag_prefix_nothing_may_be_created() -> None:
    """A policy that forgot its tag prefix creates nothing, rather than anything."""
    decision = ask(SUBMIT, replace(OWNED, tag_prefix=""))
    assert isinstance(decision, Blocked)
    assert decision.rule == "guard.tag"


def test_every_rule_has_a_planted_request() -> None:
    """No rule of the guard goes untested."""
    assert {rule for rule, _ in RULES} == {planted[0] for planted in PLANTED}
