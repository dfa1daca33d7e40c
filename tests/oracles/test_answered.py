from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import Direction, Passage
from harness.finding import Source
from harness.oracles import judged_answers
from tests.oracles.script import BASE, Script, job

LEAFLET = Source("leaflet")


@pytest.fixture
def script() -> Script:
    """Return a script of a job that is seen, and then is not."""
    written = Script()
    written.status(job())
    written.absent()
    return written


def test_an_answer_knows_its_operation_and_whether_it_is_a_success(script: Script) -> None:
    """A refusal is an answer, too."""
    shown, missing = judged_answers(script.evidence())
    assert (shown.operation, shown.succeeded) == ("getJob", True)
    assert (missing.operation, missing.succeeded) == ("getJob", False)


def test_one_is_before_another_that_begins_after_its_end(script: Script) -> None:
    """Exchanges that overlap have no order."""
    script.status(job(), at=(12, 30))
    shown, missing, overlapping = judged_answers(script.evidence())
    assert shown.before(missing)
    assert not missing.before(shown)
    assert not missing.before(overlapping)
    assert not overlapping.before(missing)


def test_an_answer_is_the_last_witness_of_its_breach(script: Script) -> None:
    """What came before it, and was needed to see the breach, stands before it."""
    shown, missing = judged_answers(script.evidence())
    breach = missing.breach("gone", "a job went away", "shown", "gone", shown.exchange.id, source=LEAFLET)
    assert breach.witness == ("e1", "e2")
    assert (breach.operation, breach.subject, breach.source) == ("getJob", "gone", LEAFLET)


def test_what_is_no_answer_of_the_target_is_left_out(script: Script) -> None:
    """Neither silence, nor a block, nor what we answered ourselves, nor what no operation is meant by."""
    script.status(job(), passage=Passage.BROKEN)
    script.status(job(), passage=Passage.BLOCKED)
    script.send("GET", f"{BASE}-elsewhere", 404)
    script.exchanges.append(replace(script.exchanges[0], id="in", direction=Direction.INBOUND))
    assert [each.exchange.id for each in judged_answers(script.evidence())] == ["e1", "e2"]
