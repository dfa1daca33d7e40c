from __future__ import annotations

import pytest

from harness.exchange import Request, Response
from harness.flow import JobRef, Outcome
from harness.vendors.i2rest import jobs
from harness.vendors.i2rest.flows import COMMANDS, I2RestFlows, end_of, reading
from harness.vendors.i2rest.work import WORK
from tests.vendors.i2rest.bench import Bench, contract

FLOWS = I2RestFlows()
ITEMS = {item.name: item for item in WORK}


def submitted(bench: Bench, item: str = "short", tag: str = "HTEST0001") -> JobRef:
    """Submit a work item."""
    end = bench.run(FLOWS.submit(ITEMS[item], tag))
    assert end.outcome is Outcome.DONE
    assert end.job is not None
    return end.job


def test_a_submit_learns_its_job_from_the_job_log() -> None:
    """Under the name that it was given."""
    assert submitted(Bench()).names == {"jobnum": "030127", "jobuser": "USRX", "jobname": "HTEST0001"}


def test_a_submit_without_a_name_in_the_answer_is_uncertain() -> None:
    """A job was made, and nobody can say which."""
    end = Bench(drifts=frozenset({"D28"})).run(FLOWS.submit(ITEMS["short"], "HTEST0001"))
    assert (end.outcome, end.job) == (Outcome.UNKNOWN, None)


@pytest.mark.parametrize(
    ("item", "state", "ended", "result"),
    [
        ("short", "*OUTQ", True, "normal"),
        ("failing", "*OUTQ", True, "abnormal"),
        ("clean", "*ENDED", True, "normal"),
        ("long", "*ACTIVE", False, None),
        ("held", "*JOBQ", False, None),
    ],
)
def test_work_behaves_as_it_says(item: str, state: str, ended: bool, result: str | None) -> None:
    """A clean job is gone at its end, and the history log tells how it ended."""
    bench = Bench()
    job = submitted(bench, item)
    bench.wait(30)
    read = bench.run(FLOWS.status(job))
    assert (read.state, read.ended, read.result) == (state, ended, result)
    assert read.present is (state != "*ENDED")


def test_a_job_that_is_not_known_yet_has_not_ended() -> None:
    """Unknown alone is no end."""
    bench = Bench(lag="constant:10s")
    read = bench.run(FLOWS.status(submitted(bench)))
    assert (read.present, read.ended) == (False, False)


def test_an_answer_that_tells_nothing_changes_nothing() -> None:
    """A failure is not absence."""
    flow = FLOWS.status(jobs.named("000001", "A", "B"))
    next(flow)
    with pytest.raises(StopIteration) as end:
        flow.send(Response(500))
    assert end.value.value.present


def test_jobs_are_found_by_their_tag() -> None:
    """Only those with just that name."""
    bench = Bench()
    job = submitted(bench, tag="HTEST0001")
    submitted(bench, tag="HTEST0002")
    assert [read.job for read in bench.run(FLOWS.find("HTEST0001"))] == [job]
    assert bench.run(FLOWS.find("HTEST0003")) == ()


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_is_a_request_of_the_contract(verb: str) -> None:
    """It is read as that verb and nothing about it is undocumented."""
    request = next(FLOWS.modify(jobs.named("000001", "A", "B"), verb))
    assert isinstance(request, Request)
    match = contract().match(request)
    assert match is not None
    assert match.role in {verb, f"modify:{verb}"}
    assert contract().judge_request(match, request) == ()


def test_verbs_have_their_outcomes() -> None:
    """Done, accepted, too early, too late."""
    bench = Bench()
    long = submitted(bench, "long")
    assert bench.run(FLOWS.modify(long, "hold")).outcome is Outcome.DONE
    assert bench.run(FLOWS.modify(long, "release")).outcome is Outcome.DONE
    bench.wait(1)
    assert bench.run(FLOWS.modify(long, "end")).outcome is Outcome.ACCEPTED
    bench.wait(30)
    assert bench.run(FLOWS.modify(long, "hold")).outcome is Outcome.TOO_LATE
    clean = submitted(bench, "clean")
    bench.wait(30)
    assert bench.run(FLOWS.modify(clean, "delete")).outcome is Outcome.TOO_LATE
    nobody = jobs.named("000001", "A", "B")
    assert bench.run(FLOWS.modify(nobody, "hold")).outcome is Outcome.NOT_VISIBLE


@pytest.mark.parametrize("item", ITEMS)
def test_clean_up_leaves_nothing(item: str) -> None:
    """Whatever the job was doing, it is gone."""
    bench = Bench(lag="modify=constant:1s")
    job = submitted(bench, item)
    assert bench.run(FLOWS.clean(job)).outcome is Outcome.DONE
    assert not bench.run(FLOWS.status(job)).present


def test_all_that_is_left_of_an_end_is_a_message() -> None:
    """Calls return no printed output."""
    bench = Bench()
    job = submitted(bench)
    assert bench.run(FLOWS.output(job)) == b""
    bench.wait(30)
    assert b"end code 0" in bench.run(FLOWS.output(job))


def test_odd_documents_are_read_as_far_as_they_go() -> None:
    """Another release may leave things out."""
    job = jobs.named("000001", "A", "B")
    assert reading({"status": 7, "complsts": 1}, job).state is None
    assert end_of({"ended": "Y", "endcode": 20}) == "abnormal"
    assert end_of(None) is None
