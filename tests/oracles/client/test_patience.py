"""Patience: who is told when to come back comes back then."""

from __future__ import annotations

from harness.oracles.client import patience
from tests.oracles.planting import reported
from tests.oracles.script import BASE, Script

SECOND = 10**9


def busy(script: Script, at: int, after: str = "2") -> str:
    """Be told to come back later."""
    return script.send("GET", f"{BASE}?owner=*", 429, "", answer={"Retry-After": after}, at=(at, at + 10))


def test_only_the_request_that_was_put_off_has_to_wait() -> None:
    """Another request may be asked meanwhile: it may be another service that answers it."""
    script = Script()
    busy(script, 0)
    script.list([], query="?owner=OTHER", at=(20, 30))
    assert reported(script, patience.impatient) == []


def test_each_answer_counts_anew() -> None:
    """Who waits the first time and not the second was impatient once; the witness shows both requests."""
    script = Script()
    busy(script, 0)
    second = busy(script, 3 * SECOND)
    third = script.list([], at=(4 * SECOND, 4 * SECOND + 10))
    (finding,) = reported(script, patience.impatient)
    assert finding.witness == (second, third)
    assert finding.claim == "the client asked again after 1 s though the server had asked for 2 s"


def test_clocks_may_differ_a_little() -> None:
    """A client that is early by a fiftieth has waited."""
    script = Script()
    busy(script, 0)
    script.list([], at=(round(1.96 * SECOND), 2 * SECOND))
    assert reported(script, patience.impatient) == []
