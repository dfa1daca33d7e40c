"""Flows: whole conversations with the emulator, and what they make of lost answers and odd ones."""

from __future__ import annotations

import pytest

from harness.exchange import Request, Response
from harness.flow import JobRef, Outcome
from harness.target import WorkItem
from harness.vendors.jasper import names
from harness.vendors.jasper.flows import CHANGED, JasperFlows
from tests.vendors.jasper.bench import ITEMS, Bench

FLOWS = JasperFlows()
UNKNOWN = names.job("jasperserver-pro", 999_999)


def submitted(bench: Bench, item: str, tag: str = "harness-test-001") -> JobRef:
    """Submit a work item and return its job."""
    end = bench.run(FLOWS.submit(ITEMS[item], tag))
    assert (end.outcome, end.status) == (Outcome.DONE, 201)
    assert end.job is not None
    return end.job


@pytest.mark.parametrize(
    ("item", "state"),
    [("short", None), ("failing", None), ("long", "EXECUTING"), ("held", "NORMAL"), ("recurring", "NORMAL")],
)
def test_work_items_behave_as_their_length_says(item: str, state: str | None) -> None:
    """Half a minute after its submit an item waits, runs, or has run out and is not known any more."""
    bench = Bench()
    job = submitted(bench, item)
    bench.wait(30)
    told = bench.run(FLOWS.status(job))
    assert (told.present, told.state, told.ended) == (state is not None, state, state is None)
    found = bench.run(FLOWS.find("harness-test-001"))
    assert [(each.job, each.state) for each in found] == ([] if state is None else [(job, state)])
    assert bench.run(FLOWS.find("harness-test-00")) == ()


@pytest.mark.parametrize("verb", ["pause", "resume", "restart", "edit", "bulk", "delete"])
def test_every_verb_is_carried_out_and_comes_too_late(verb: str) -> None:
    """On a job that waits each is done; an edit of a job that is gone is too late."""
    bench = Bench()
    assert bench.run(FLOWS.modify(submitted(bench, "held"), verb)).outcome is Outcome.DONE
    late = bench.run(FLOWS.modify(UNKNOWN, verb)).outcome
    # The guide's pause and resume repeat whatever ids they are given.
    assert late is (Outcome.DONE if verb in ("pause", "resume") else Outcome.TOO_LATE)


def test_a_pause_lasts_until_the_resume() -> None:
    """And an edit or a bulk update shows in the definition."""
    bench = Bench()
    job = submitted(bench, "held")
    for verb, state in (("pause", "PAUSED"), ("resume", "NORMAL")):
        bench.run(FLOWS.modify(job, verb))
        assert bench.run(FLOWS.status(job)).state == state
    bench.run(FLOWS.modify(job, "edit"))
    assert CHANGED.encode() in bench.run(FLOWS.output(job))


def test_a_restart_makes_a_copy_under_the_same_label() -> None:
    """So that it can be found again."""
    bench = Bench()
    job = submitted(bench, "held")
    bench.run(FLOWS.modify(job, "restart"))
    assert len(bench.run(FLOWS.find("harness-test-001"))) == 2


def test_cleaning_up_leaves_nothing() -> None:
    """A job that runs is deleted as well, and one that is gone is clean."""
    bench = Bench()
    job = submitted(bench, "long")
    assert bench.run(FLOWS.clean(job)).outcome is Outcome.DONE
    assert not bench.run(FLOWS.status(job)).present
    assert bench.run(FLOWS.clean(job)).outcome is Outcome.DONE


def test_an_item_says_which_application_it_is_for() -> None:
    """A Community server has its jobs below another path."""
    bench = Bench()
    item = WorkItem("own", ITEMS["held"].length, {**ITEMS["held"].fields, "context": "jasperserver"})
    job = bench.run(FLOWS.submit(item, "harness-test-001")).job
    assert job is not None
    assert names.split(job)[0] == "jasperserver"
    assert [each.job for each in bench.run(FLOWS.find("harness-test-001"))] == [job]


def test_a_lost_answer_proves_nothing() -> None:
    """No answer is no outcome, and no job is gone because of it."""
    for flow, lost in (
        (FLOWS.submit(ITEMS["held"], "t"), Outcome.UNKNOWN),
        (FLOWS.modify(UNKNOWN, "pause"), Outcome.UNKNOWN),
    ):
        next(flow)
        with pytest.raises(StopIteration) as end:
            flow.send(None)
        assert end.value.value.outcome is lost
    status = FLOWS.status(UNKNOWN)
    next(status)
    with pytest.raises(StopIteration) as told:
        status.send(None)
    assert told.value.value.present


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(400, Outcome.REJECTED), (403, Outcome.DENIED), (500, Outcome.SERVER), (200, Outcome.UNKNOWN)],
)
def test_a_submit_that_shows_no_job_made_none(status: int, outcome: Outcome) -> None:
    """A success without a document may have made one."""

    def spoil(_request: Request, _response: Response) -> Response:
        return Response(status)

    end = Bench(spoil).run(FLOWS.submit(ITEMS["held"], "t"))
    assert (end.outcome, end.job) == (outcome, None)
