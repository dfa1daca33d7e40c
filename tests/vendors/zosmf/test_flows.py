"""Flows: whole conversations with the emulator, and what they make of lags, lost answers and odd ones."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from harness.exchange import Headers, Request, Response
from harness.flow import Flow, JobRef, Outcome
from harness.target import Length, WorkItem
from harness.traffic.drivers import run_flow
from harness.vendors.zosmf.flows import ZosmfFlows
from harness.vendors.zosmf.work import WORK
from tests.oracles.script import NO_JOB, feedback, job
from tests.vendors.zosmf.bench import Bench

FLOWS = ZosmfFlows()
ITEMS = {item.length: item for item in WORK}
JOB = JobRef("MYJOB/JOB00123", {"jobname": "MYJOB", "jobid": "JOB00123"})


def submitted(bench: Bench, length: Length, tag: str = "HTEST001") -> JobRef:
    """Submit a work item and return its job."""
    end = bench.run(FLOWS.submit(ITEMS[length], tag))
    assert (end.outcome, end.status) == (Outcome.DONE, 201)
    assert end.job is not None
    return end.job


@pytest.mark.parametrize(
    ("length", "state", "result"),
    [
        (Length.SHORT, "OUTPUT", "CC 0000"),
        (Length.LONG, "ACTIVE", None),
        (Length.HELD, "INPUT", None),
        (Length.FAILING, "OUTPUT", "ABEND S806"),
    ],
)
def test_work_items_behave_as_their_length_says(length: Length, state: str, result: str | None) -> None:
    """Half a minute after its submit each item is where it should be, and is found by its tag."""
    bench = Bench()
    known = submitted(bench, length)
    bench.wait(30)
    told = bench.run(FLOWS.status(known))
    assert (told.present, told.state, told.ended, told.result) == (True, state, state == "OUTPUT", result)
    assert bench.run(FLOWS.find("HTEST001")) == (told,)
    assert bench.run(FLOWS.find("HTEST002")) == ()


def test_verbs_do_what_they_say() -> None:
    """A held job is released, runs, and is too late to be cancelled; a waiting one is cancelled."""
    bench = Bench()
    known = submitted(bench, Length.HELD)
    bench.wait(5)
    for verb in ("class", "hold", "release"):
        assert bench.run(FLOWS.modify(known, verb)).outcome is Outcome.DONE
    bench.wait(30)
    assert bench.run(FLOWS.status(known)).result == "CC 0000"
    late = bench.run(FLOWS.modify(known, "cancel"))
    assert (late.outcome, late.status, late.detail) == (
        Outcome.TOO_LATE,
        200,
        "Job not cancellable or purgeable",
    )
    other = submitted(bench, Length.HELD, "HTEST002")
    bench.wait(5)
    assert bench.run(FLOWS.modify(other, "cancel")).outcome is Outcome.DONE
    assert bench.run(FLOWS.status(other)).result == "CANCELED"
    assert bench.run(FLOWS.modify(other, "delete")).outcome is Outcome.DONE
    assert not bench.run(FLOWS.status(other)).present


def test_output_is_every_spool_file_in_order() -> None:
    """The job log stands before the JCL and the messages."""
    bench = Bench()
    known = submitted(bench, Length.SHORT)
    bench.wait(30)
    text = bench.run(FLOWS.output(known)).decode()
    assert text.index("J E S 2") < text.index("PGM=IEFBR14") < text.index("IEF142I")


@pytest.mark.parametrize("length", list(Length))
def test_clean_removes_a_job_in_any_state(length: Length) -> None:
    """Whatever the job is doing, afterwards it is gone."""
    bench = Bench()
    known = submitted(bench, length)
    bench.wait(10)
    assert bench.run(FLOWS.clean(known)).outcome is Outcome.DONE
    assert bench.run(FLOWS.find("HTEST001")) == ()


def test_clean_waits_for_a_job_that_is_not_visible_yet() -> None:
    """Directly after the submit a delete may find no job; the job must not be left behind."""
    bench = Bench(lag="read=constant:1s,modify=constant:1s")
    known = submitted(bench, Length.LONG)
    assert bench.run(FLOWS.clean(known)).outcome is Outcome.DONE
    bench.wait(10)
    assert bench.run(FLOWS.find("HTEST001")) == ()


def test_clean_of_a_job_that_is_gone_says_so() -> None:
    """What is not there after several attempts is not there."""
    assert Bench().run(FLOWS.clean(JOB)).outcome is Outcome.NOT_VISIBLE


def answered(flow: Flow[Any], *answers: Response | None) -> Any:
    """Run a flow against these answers, one after the other."""
    given = iter(answers)
    return run_flow(flow, lambda _: next(given), lambda _: None)


def response(status: int, document: Any = None) -> Response:
    """Return an answer with a JSON body."""
    return Response(status, Headers(), b"" if document is None else orjson.dumps(document))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (None, Outcome.UNKNOWN),
        (response(201), Outcome.UNKNOWN),
        (response(400, {"category": 6, "rc": 4, "reason": 13}), Outcome.REJECTED),
        (response(403), Outcome.DENIED),
        (response(500), Outcome.SERVER),
    ],
)
def test_a_submit_without_a_job_has_no_job(answer: Response | None, outcome: Outcome) -> None:
    """No name is made up for a job that may or may not exist."""
    end = answered(FLOWS.submit(ITEMS[Length.SHORT], "HTEST001"), answer)
    assert (end.outcome, end.job) == (outcome, None)


def test_a_job_is_absent_only_when_the_target_says_so() -> None:
    """No answer, a refusal and half a document say nothing of the job."""
    assert not answered(FLOWS.status(JOB), response(400, NO_JOB)).present
    for answer in (None, response(401), response(500), response(200)):
        told = answered(FLOWS.status(JOB), answer)
        assert (told.present, told.state, told.ended) == (True, None, False)


def test_a_submit_sends_the_items_jcl_under_the_tag() -> None:
    """The JCL is sent as text, the reader's class only where the item names one."""
    item = WorkItem("mine", Length.SHORT, {"jcl": "//{tag} JOB (X)\n", "reader_class": "B"})
    request = next(FLOWS.submit(item, "HTEST009"))
    assert isinstance(request, Request)
    assert request.body == b"//HTEST009 JOB (X)\n"
    assert request.headers.get("X-IBM-Intrdr-Class") == "B"
    assert request.headers.get("Content-Type") == "text/plain"


def test_a_lost_delete_is_looked_after() -> None:
    """A clean-up whose delete got no answer asks whether the job is gone, and tries again."""
    gone = response(400, NO_JOB)
    end = answered(FLOWS.clean(JOB), None, response(200, job()), response(200, feedback()), gone)
    assert end.outcome is Outcome.DONE


def test_files_without_a_number_are_left_out_of_the_output() -> None:
    """An odd list of files does not break the output."""
    listed = response(200, [{"id": 2}, {"id": None}, "x", {"id": True}])
    assert answered(FLOWS.output(JOB), listed, Response(200, body=b"one\n")) == b"one\n"
    assert answered(FLOWS.output(JOB), None) == b""
