from __future__ import annotations

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.stale_read import StaleRead
from harness.exchange import Response

NEW, OLD = Response(200, body=b"new"), Response(200, body=b"old")


def test_an_old_answer_takes_the_place_of_the_new() -> None:
    """What was asked is done all the same; only the answer is an old one."""
    assert StaleRead().apply(Reaction(NEW), Scene(lambda: Response(401), OLD)).response == OLD
    assert not StaleRead().keeps_request


def test_without_an_old_answer_the_new_one_stays() -> None:
    """What was never asked before cannot be stale."""
    assert StaleRead().apply(Reaction(NEW), Scene(lambda: Response(401))).response == NEW
