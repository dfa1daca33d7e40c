"""Effects: judged only where the change took effect for sure, and nothing else can have undone it."""

from __future__ import annotations

from harness.exchange import Passage
from tests.oracles.planting import troubles
from tests.oracles.script import BASE, Script, job

LATER = {"headers": {"X-IBM-Job-Modify-Version": "1.0"}}


def rules_of(script: Script) -> list[str]:
    """Return the rules that the script breaks."""
    return [finding.rule for finding in troubles(script)]


def test_an_unconfirmed_cancel_promises_nothing() -> None:
    """A 202 and a lost answer leave open whether the job was cancelled."""
    for fate in ({"status": 202, "version": "1.0", "answer": {}}, {"passage": Passage.BROKEN}):
        script = Script()
        script.status(job("ACTIVE"))
        script.modify("cancel", **fate)
        script.status(job())
        assert rules_of(script) == []


def test_a_job_seen_ended_before_its_cancel_is_for_another_rule() -> None:
    """One fault is told once."""
    script = Script()
    script.status(job())
    script.modify("cancel", 0)
    script.status(job())
    assert rules_of(script) == ["lifecycle.verb-outcome"]


def test_a_refused_cancel_beside_another_that_may_have_worked_is_fine() -> None:
    """Somebody's cancel was not answered, and may have been the one."""
    script = Script()
    script.status(job("ACTIVE"))
    script.modify("cancel", passage=Passage.BROKEN)
    script.modify("cancel", 156)
    script.status(job(retcode="CANCELED"))
    assert rules_of(script) == []


def test_a_hold_of_a_job_that_was_just_starting_may_come_too_late() -> None:
    """Without a sighting of INPUT after the hold, the job may have been running."""
    script = Script()
    script.status(job("INPUT"))
    script.modify("hold")
    script.status(job("ACTIVE"))
    assert rules_of(script) == []


def test_whatever_may_have_released_the_job_excuses_its_start() -> None:
    """A release that was not answered, or an earlier one whose effect comes late."""
    for order in ("late", "lost"):
        script = Script()
        if order == "late":
            script.modify("release", status=202, version="1.0", answer={})
        script.modify("hold")
        script.status(job("INPUT"))
        if order == "lost":
            script.modify("release", passage=Passage.BROKEN)
        script.status(job("ACTIVE"))
        assert rules_of(script) == []


def test_a_held_job_may_end_without_having_run() -> None:
    """A JCL error is found although the job is held, and a cancel ends it."""
    for verb, result in (("", "JCL ERROR"), ("cancel", "CANCELED")):
        script = Script()
        script.modify("hold")
        script.status(job("INPUT"))
        if verb:
            script.modify(verb)
        script.status(job(retcode=result))
        assert rules_of(script) == []


def test_a_class_that_was_changed_twice_may_be_either() -> None:
    """Two changes at the same time have no order."""
    script = Script()
    script.modify("class:B", at=(0, 10))
    script.modify("class:C", at=(5, 15))
    script.status({**job("INPUT"), "class": "C"}, at=(20, 25))
    script.send("PATCH", f"{BASE}/MYJOB/JOB00123", 405, at=(30, 35))
    script.status({**job("INPUT"), "class": "D"}, at=(40, 45))
    assert rules_of(script) == []


def test_a_class_of_a_running_job_need_not_change() -> None:
    """Only a job that still waits is moved."""
    script = Script()
    script.modify("class:B")
    script.status(job("ACTIVE"))
    assert rules_of(script) == []
