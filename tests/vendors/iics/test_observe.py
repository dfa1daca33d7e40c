from __future__ import annotations

from harness.flow import Outcome
from harness.oracles import Act, Observation
from harness.vendors.iics.flows import IicsFlows
from harness.vendors.iics.work import WORK
from tests.vendors.iics.bench import Bench

FLOWS = IicsFlows()
ITEMS = {item.name: item for item in WORK}


def seen(bench: Bench, act: Act) -> list[Observation]:
    """Return what was observed of one kind."""
    return [each for each in bench.evidence().observations if each.act is act]


def test_a_life_is_observed_under_one_key() -> None:
    """From the start over the monitor to the log, its files and the callback."""
    bench = Bench()
    item = ITEMS["watched"]
    called = type(item)(item.name, item.length, {**item.fields, "callback": "http://127.0.0.1:9"})
    job = bench.run(FLOWS.submit(called, "t1")).job
    assert job is not None
    bench.run(FLOWS.status(job))
    bench.wait(3)
    bench.run(FLOWS.status(job))
    bench.run(FLOWS.output(job))
    observed = bench.evidence().observations
    assert {each.job.key for each in observed if each.act is not Act.OUTPUT} == {job.key}
    assert [each.state for each in seen(bench, Act.LISTED)] == ["INITIALIZED"]
    assert [(each.state, each.result) for each in seen(bench, Act.STATUS)] == [("LOGGED", "2")] * 2
    assert len(seen(bench, Act.NOTIFIED)) >= 1
    assert [each.present for each in seen(bench, Act.OUTPUT)] == [True]


def test_a_stop_is_told_of_its_task() -> None:
    """It names no run."""
    bench = Bench()
    job = bench.run(FLOWS.submit(ITEMS["long"], "t000001")).job
    assert job is not None
    bench.run(FLOWS.modify(job, "stop"))
    [stop] = seen(bench, Act.MODIFY)
    assert (stop.job.key, stop.job.names, stop.outcome) == (job.names["taskId"], {}, Outcome.ACCEPTED)


def test_a_run_that_is_not_in_the_log_is_absent_there() -> None:
    """It is under way, or there is none: the log does not tell."""
    bench = Bench()
    job = bench.run(FLOWS.submit(ITEMS["long"], "t000001")).job
    assert job is not None
    bench.run(FLOWS.output(job))
    [absent] = seen(bench, Act.STATUS)
    assert (absent.present, absent.outcome, absent.job.key) == (False, Outcome.NOT_VISIBLE, job.key)
