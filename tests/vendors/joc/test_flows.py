from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import Request
from harness.flow import JobRef, Outcome
from harness.target import WorkItem
from harness.vendors.joc import VENDOR
from harness.vendors.joc.flows import post
from tests.vendors.joc.bench import Bench, answer

FLOWS = VENDOR.flows
WORK = {item.name: item for item in VENDOR.work}
STATES = {
    "short": "SUCCESSFUL",
    "long": "RUNNING",
    "held": "PENDING",
    "failing": "FAILED",
    "set-back": "SETBACK",
    "suspended": "SUSPENDED",
}


def added(bench: Bench, name: str) -> JobRef:
    """Add an order of a work item and return it."""
    submitted = bench.run(FLOWS.submit(WORK[name], f"h-{name}"))
    assert submitted.outcome is Outcome.DONE
    assert submitted.job is not None
    return submitted.job


@pytest.mark.parametrize("name", STATES)
def test_work_comes_to_the_state_that_it_is_for(name: str) -> None:
    """An order that has ended is told by its history."""
    bench = Bench()
    job = added(bench, name)
    bench.wait(1)
    reading = bench.run(FLOWS.status(job))
    assert reading.state == STATES[name]
    assert reading.ended is (name in ("short", "failing"))
    assert reading.present is not reading.ended


def test_an_order_is_found_by_its_tag() -> None:
    """Whatever its chain, and nothing that only looks like it."""
    bench = Bench()
    job = added(bench, "held")
    (found,) = bench.run(FLOWS.find("h-held"))
    assert found.job == job
    assert bench.run(FLOWS.find("h-hel")) == ()


@pytest.mark.parametrize(
    ("name", "verb", "outcome"),
    [
        ("held", "suspend", Outcome.DONE),
        ("short", "suspend", Outcome.TOO_LATE),
        ("long", "start", Outcome.REJECTED),
        ("suspended", "set-state", Outcome.DONE),
        ("set-back", "remove-setback", Outcome.DONE),
        ("held", "set-run-time", Outcome.DONE),
        ("long", "delete", Outcome.DONE),
    ],
)
def test_changes_say_what_became_of_them(name: str, verb: str, outcome: Outcome) -> None:
    """Too late is an order that has left its chain."""
    bench = Bench()
    job = added(bench, name)
    bench.wait(1)
    assert bench.run(FLOWS.modify(job, verb)).outcome is outcome


def test_the_log_is_the_output() -> None:
    """Of the latest way."""
    bench = Bench()
    job = added(bench, "short")
    assert b"Order h-short starts" in bench.run(FLOWS.output(job))
    assert bench.run(FLOWS.output(JobRef("/a,x", {"jobChain": "/a", "orderId": "x"}))) == b""


def test_cleaning_leaves_nothing() -> None:
    """Also of what has ended by itself."""
    bench = Bench()
    for name in ("short", "long", "suspended"):
        job = added(bench, name)
        bench.wait(1)
        assert bench.run(FLOWS.clean(job)).outcome is Outcome.DONE
        assert not bench.run(FLOWS.status(job)).present


def test_a_submit_that_is_refused_names_no_order() -> None:
    """For want of the chain, or of an answer."""
    gone = replace(WORK["short"], fields={"jobChain": "/no"})
    assert Bench().run(FLOWS.submit(gone, "x")).outcome is Outcome.REJECTED
    flow = FLOWS.submit(WORK["short"], "x")
    next(flow)
    with pytest.raises(StopIteration) as ended:
        flow.send(None)
    assert (ended.value.value.outcome, ended.value.value.job) == (Outcome.UNKNOWN, None)


def test_work_says_its_master_and_all_else_of_an_order() -> None:
    """As harness.toml may."""
    fields = {"jobChain": "/a", "jobschedulerId": "m", "title": "t", "params": {"k": 5}, "at": "now + 5"}
    request = next(FLOWS.submit(WorkItem("w", WORK["short"].length, fields), "x"))
    assert isinstance(request, Request)
    assert request.body == (
        b'{"jobschedulerId":"m","orders":[{"orderId":"x","jobChain":"/a","at":"now + 5","title":"t",'
        b'"params":[{"name":"k","value":"5"}]}]}'
    )


def test_an_answer_that_cannot_be_read_says_nothing() -> None:
    """Neither that the order is there nor how it is."""
    flow = FLOWS.status(JobRef("/a,x", {"jobChain": "/a", "orderId": "x"}))
    next(flow)
    with pytest.raises(StopIteration) as ended:
        flow.send(answer({}, 420))
    assert ended.value.value.state is None


def test_requests_are_posts_of_json() -> None:
    """Also those that only read."""
    request = post("orders", {"a": 1})
    assert (request.method, request.target, request.body) == ("POST", "/joc/api/orders", b'{"a":1}')
