"""Presence: the race after a submit, lags, purges and lost answers are excused; nothing else is."""

from __future__ import annotations

import pytest

from harness.exchange import Passage
from harness.finding import Severity
from harness.oracles import SUITE, judge
from tests.oracles.planting import troubles
from tests.oracles.script import NO_JOB, Script, feedback, job

CORRELATED = ("job-correlator", "url", "files-url")


def test_the_documented_race_is_no_finding() -> None:
    """Directly after a submit a job may be unknown, to reads, to lists and to changes."""
    script = Script()
    script.submit()
    script.modify("hold", status=400, document=NO_JOB)
    script.absent()
    script.list([], "?owner=*&jobid=JOB00123")
    script.status(job("INPUT"))
    script.modify("hold", status=400, document=NO_JOB)
    script.list([], "?owner=*&jobid=JOB00123")
    script.modify("hold")
    assert troubles(script) == []


@pytest.mark.parametrize("fate", ["done", "accepted", "lost", "failed"])
def test_a_job_that_somebody_may_have_removed_may_be_gone(fate: str) -> None:
    """A removal may have worked when it was confirmed, accepted, not answered, or failed in the server."""
    script = Script()
    script.status(job())
    if fate == "lost":
        script.delete(passage=Passage.BROKEN)
    elif fate == "failed":
        error = {"category": 3, "rc": 8, "reason": 0, "message": "JesVsam get failed"}
        script.delete(status=500, document=error)
    elif fate == "accepted":
        script.delete(status=202, answer={}, headers={"X-IBM-Job-Modify-Version": "1.0"})
    else:
        script.delete()
    script.absent()
    assert troubles(script) == []


def test_a_removal_that_was_refused_removed_nothing() -> None:
    """A job is not excused by a delete for which the right was missing."""
    script = Script()
    script.status(job())
    script.delete(document=feedback(128))
    script.absent()
    assert [finding.rule for finding in troubles(script)] == ["lifecycle.vanished"]


def test_a_removal_that_began_after_the_job_was_missed_removed_nothing() -> None:
    """Order counts: what began later cannot be the reason."""
    script = Script()
    script.status(job(), at=(0, 5))
    script.absent(at=(10, 15))
    script.delete(status=400, document=NO_JOB, at=(20, 25))
    script.delete(passage=Passage.BROKEN, at=(30, 35))
    assert [finding.rule for finding in troubles(script)] == ["lifecycle.vanished"]


def test_another_user_may_not_see_the_job() -> None:
    """Absence is judged only in a session that has seen the job."""
    script = Script()
    script.status(job())
    script.absent(session="other")
    assert troubles(script) == []


def test_a_running_job_may_be_seen_until_it_has_ended() -> None:
    """The purge of a running job waits for its end."""
    script = Script()
    script.status(job("ACTIVE"))
    script.delete()
    script.status(job("OUTPUT", retcode="CANCELED"))
    assert troubles(script) == []


def test_a_read_that_began_before_the_removal_was_confirmed_may_show_the_job() -> None:
    """Concurrent requests have no order."""
    script = Script()
    script.status(job(), at=(0, 5))
    script.delete(at=(10, 20))
    script.status(job(), at=(20, 30))
    assert troubles(script) == []


def test_a_site_may_purge_by_itself_so_a_lost_job_is_an_information_there() -> None:
    """Only our own emulator has to keep every job."""
    script = Script()
    script.status(job())
    script.absent()
    (found,) = judge(script.evidence(), SUITE)
    assert (found.rule, found.severity) == ("lifecycle.vanished", Severity.INFO)


def test_a_job_that_flickers_is_told_once_with_three_exchanges() -> None:
    """Shown, unknown, shown is the smallest proof."""
    script = Script()
    first, second, third = script.status(job()), script.absent(), script.status(job())
    script.status(job())
    (found,) = troubles(script)
    assert (found.rule, found.witness) == ("lifecycle.reappeared", (first, second, third))


def test_two_submits_of_one_key_after_a_purge_are_two_jobs() -> None:
    """Job ids come round again."""
    script = Script()
    later = {**job("INPUT"), **{name: job()[name].replace("E1A2", "E1A3") for name in CORRELATED}}
    script.submit()
    script.status(job())
    script.delete()
    script.submit(later)
    assert troubles(script) == []
