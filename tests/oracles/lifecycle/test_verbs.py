"""Verbs: an outcome is judged only against states that the job must have been in."""

from __future__ import annotations

import pytest

from harness.exchange import Passage
from tests.oracles.planting import troubles
from tests.oracles.script import Script, feedback, job


def test_a_cancel_that_races_the_end_may_go_either_way() -> None:
    """Seen running before and ended after, the job may have ended before or after the cancel."""
    for code in (0, 156):
        script = Script()
        script.status(job("ACTIVE"))
        script.modify("cancel", code)
        script.status(job(retcode="CC 0000" if code else "CANCELED"))
        assert troubles(script) == []


def test_a_cancel_concurrent_with_the_sighting_of_the_end_may_have_come_first() -> None:
    """Only an end that was seen before the cancel began makes it too late."""
    script = Script()
    script.status(job(retcode="CANCELED"), at=(5, 20))
    script.modify("cancel", 0, at=(10, 30))
    assert troubles(script) == []


@pytest.mark.parametrize("code", [128, 136, 172, 256])
def test_a_refusal_for_another_reason_may_come_in_any_state(code: int) -> None:
    """Missing rights, a lock, a wrong class and an internal error do not depend on the state."""
    script = Script()
    script.status(job())
    script.modify("class:B", document=feedback(code, internal_code=4) if code == 256 else feedback(code))
    script.modify("cancel", document=feedback(128))
    assert troubles(script) == []


def test_a_verb_without_an_answer_is_not_judged() -> None:
    """Nobody knows what became of it."""
    script = Script()
    script.status(job())
    script.modify("cancel", passage=Passage.BROKEN)
    assert troubles(script) == []


def test_the_witness_is_the_verb_and_what_proves_the_state() -> None:
    """One sighting is enough where one is enough, and the nearest is taken."""
    script = Script()
    script.status(job("ACTIVE"))
    script.status(job())
    third = script.status(job())
    cancel = script.modify("cancel", 0)
    script.status(job())
    (found,) = (each for each in troubles(script) if each.rule == "lifecycle.verb-outcome")
    assert found.witness == (third, cancel)
    assert found.subject == "cancel OUTPUT done"
