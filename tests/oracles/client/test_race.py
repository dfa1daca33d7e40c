"""The race after a submit: a client may meet it, but not give up."""

from __future__ import annotations

from harness.oracles.client import race
from tests.oracles.planting import reported
from tests.oracles.script import NO_JOB, Script, job


def test_a_change_of_a_job_that_somebody_else_submitted_is_no_race() -> None:
    """Without a submit of the client's own, 'no job found' is just that."""
    script = Script()
    script.modify("hold", status=400, document=NO_JOB)
    assert reported(script, race.too_early) == []


def test_a_job_that_was_shown_before_is_no_race() -> None:
    """What was visible and is not any more is gone, not late."""
    script = Script()
    script.submit()
    script.status(job())
    script.delete()
    script.modify("hold", status=400, document=NO_JOB)
    assert reported(script, race.too_early) == []


def test_the_witness_is_the_submit_and_the_lost_change() -> None:
    """A developer sees what was sent too soon after what."""
    script = Script()
    names = (script.submit(), script.modify("cancel", status=400, document=NO_JOB))
    (finding,) = reported(script, race.too_early)
    assert (finding.witness, finding.subject) == (names, "cancel")
