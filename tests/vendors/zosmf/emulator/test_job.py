from __future__ import annotations

from dataclasses import replace

from harness.emulation.timeline import Event
from harness.seed import stream
from harness.vendors.zosmf.emulator.jcl import read_jobs
from harness.vendors.zosmf.emulator.job import Job, Submission
from harness.vendors.zosmf.emulator.phases import Phase
from harness.vendors.zosmf.emulator.planning import make_plan

RECORDS = ("//A# JOB (A),'X'", "// EXEC PGM=IEFBR14")
JOB = Job(
    key="JOB00100",
    name="A#",
    owner="ME",
    type="JOB",
    job_class="A",
    message_class="A",
    subsystem="JES2",
    correlator="J0000100SY1.....E1A2B3C4.......:",
    submitted=0,
    readable=0,
    modifiable=0,
    plan=make_plan(read_jobs(RECORDS, {})[0], stream(1)),
    submission=Submission(RECORDS),
)


def test_the_primary_jes_addresses_by_correlator() -> None:
    """A job of the primary JES is addressed by its correlator, which is its second unique name."""
    assert JOB.path == "/J0000100SY1.....E1A2B3C4.......%3A"
    assert JOB.alias == JOB.correlator


def test_a_secondary_jes_addresses_by_name_and_id() -> None:
    """On a secondary JES a correlator is no address, so name and id are, with what needs it escaped."""
    other = replace(JOB, subsystem="JESB", primary=False)
    assert other.path == "/-JESB/A%23/JOB00100"
    assert other.alias is None


def test_messages_name_the_job() -> None:
    """Name and id stand together in messages."""
    assert JOB.reference == "A#(JOB00100)"


def test_an_event_makes_another_job() -> None:
    """A job is never changed: asking something of it gives a job that differs in that only."""
    later = JOB.after(Event(5, "hold"))
    assert JOB.events == ()
    assert replace(later, events=()) == JOB


def test_an_untouched_job_has_a_plain_end() -> None:
    """Only a job without events, not held and past its last phase has surely ended by itself."""
    end = JOB.natural.timeline.entered(Phase.ON_OUTPUT)
    assert end is not None
    assert not JOB.ended_by_itself(end - 1)
    assert JOB.ended_by_itself(end)
    assert not JOB.after(Event(0, "hold")).ended_by_itself(end)
    held = replace(JOB, plan=replace(JOB.plan, held_before=Phase.EXECUTING))
    assert not held.ended_by_itself(10**18)
