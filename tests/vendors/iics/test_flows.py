from __future__ import annotations

import pytest

from harness.exchange import Headers, Request, Response
from harness.flow import JobRef, Outcome
from harness.target import WorkItem
from harness.traffic.drivers import run_flow
from harness.vendors.iics.flows import IicsFlows
from harness.vendors.iics.work import WORK, run_tag
from tests.vendors.iics.bench import Bench

FLOWS = IicsFlows()
ITEMS: dict[str, WorkItem] = {item.name: item for item in WORK}
WATCHED = WorkItem("w", ITEMS["watched"].length, {**ITEMS["long"].fields, "callback": "http://127.0.0.1:9"})


def started(bench: Bench, work: str = "long") -> JobRef:
    """Start an item and return its run."""
    submitted = bench.run(FLOWS.submit(ITEMS[work], run_tag("k3x9", 1)))
    assert (submitted.outcome, submitted.status) == (Outcome.DONE, 200)
    assert submitted.job is not None
    return submitted.job


@pytest.mark.parametrize("work", [name for name in ITEMS if name != "watched"])
def test_each_item_of_work_runs_to_its_end(work: str) -> None:
    """And is followed from the monitor to the log."""
    bench = Bench()
    job = started(bench, work)
    states = []
    for _ in range(80):
        reading = bench.run(FLOWS.status(job))
        states.append(reading.state)
        if reading.ended:
            break
        bench.wait(1)
    assert (states[0], states[-1], reading.result) == (
        "INITIALIZED",
        "LOGGED",
        "3" if work == "failing" else "1",
    )


def test_a_run_is_found_by_the_address_that_it_calls() -> None:
    """While it is under way: the log has no such field."""
    bench = Bench()
    bench.run(FLOWS.submit(WATCHED, run_tag("k3x9", 7)))
    [reading] = bench.run(FLOWS.find(run_tag("k3x9", 7)))
    assert reading.state == "INITIALIZED"
    assert bench.run(FLOWS.find(run_tag("k3x9", 8))) == ()


def test_a_stop_tells_too_early_from_too_late() -> None:
    """The refusal is the same; the run's state afterwards is not."""
    bench = Bench(lag="modify=constant:1s")
    job = started(bench)
    assert bench.run(FLOWS.modify(job, "stop")).outcome is Outcome.NOT_VISIBLE
    bench.wait(1)
    assert bench.run(FLOWS.modify(job, "stop")).outcome is Outcome.DONE
    bench.wait(1)
    assert bench.run(FLOWS.modify(job, "stop")).outcome is Outcome.TOO_LATE
    assert bench.run(FLOWS.modify(job, "delete")).outcome is Outcome.REJECTED


def test_a_stop_that_the_door_keeps_is_tried_again_after_a_look() -> None:
    """The guard wants to have seen that nothing but ours runs."""
    job = JobRef("a/1", {"taskId": "a", "runId": "1", "taskType": "MTT"})
    kept = Response(403, Headers.of(Content_Type="application/problem+json"), b"{}")
    taken = Response(200, Headers.of(Content_Type="application/json"), b'{"@type":"success"}')
    answers, asked = [kept, Response(200), taken, Response(503), Response(503)], []

    def send(request: Request) -> Response:
        asked.append(request.method)
        return answers[len(asked) - 1]

    stopped = run_flow(FLOWS.modify(job, "stop"), send, lambda _: None)
    assert (asked, stopped.outcome) == (["POST", "GET", "POST", "GET", "GET"], Outcome.ACCEPTED)
    asked.clear()
    run_flow(FLOWS.submit(ITEMS["short"], "t"), send, lambda _: None)
    assert asked == ["POST", "GET", "POST"]


def test_output_is_the_session_log() -> None:
    """Which a run has once it is in the log."""
    bench = Bench()
    job = started(bench, "short")
    assert bench.run(FLOWS.output(job)) == b""
    bench.wait(3)
    assert bench.run(FLOWS.output(job)).startswith(b"Session for task [Load_Orders], run 1")


def test_cleaning_up_stops_a_run_and_sees_it_end() -> None:
    """An ended one leaves nothing to do."""
    bench = Bench()
    job = started(bench)
    assert bench.run(FLOWS.clean(job)).outcome is Outcome.DONE
    assert bench.run(FLOWS.status(job)).ended
    sent = len(bench.exchanges)
    assert bench.run(FLOWS.clean(job)).outcome is Outcome.DONE
    assert len(bench.exchanges) - sent == 2


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        (None, Outcome.UNKNOWN),
        (Response(200), Outcome.UNKNOWN),
        (Response(400), Outcome.REJECTED),
        (Response(401), Outcome.DENIED),
        (Response(503), Outcome.SERVER),
    ],
)
def test_a_start_that_makes_no_run_says_why(response: Response | None, outcome: Outcome) -> None:
    """Whether it was refused, or nobody knows."""
    flow = FLOWS.submit(ITEMS["short"], "t")
    next(flow)
    with pytest.raises(StopIteration) as end:
        flow.send(response)
    assert (end.value.value.outcome, end.value.value.job) == (outcome, None)


def test_without_an_answer_nothing_is_known() -> None:
    """A job that may be there is taken to be there."""
    job = JobRef("a/1", {"taskId": "a", "runId": "1", "taskType": "MTT"})
    flow = FLOWS.status(job)
    next(flow)
    flow.send(None)
    with pytest.raises(StopIteration) as end:
        flow.send(None)
    assert (end.value.value.present, end.value.value.state) == (True, None)
