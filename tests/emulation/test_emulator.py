from __future__ import annotations

import pytest

from harness.clock import VirtualClock
from harness.emulation import Emulator, EmulatorSettings
from harness.emulation.faults import parse_faults
from harness.errors import UsageError
from harness.exchange import Request
from tests.emulation.echo import Echo, echo_application


def _emulator() -> Emulator:
    return Emulator("echo", EmulatorSettings(clock="logical"), echo_application, VirtualClock())


def _put(emulator: Emulator, body: bytes) -> int:
    return emulator.receive(Request("PUT", "/kept", body=body), "http://here").response.status


def _kept(emulator: Emulator) -> list[bytes]:
    assert isinstance(emulator.application, Echo)
    return emulator.application.kept


def test_a_request_is_answered_and_counted() -> None:
    """The application's answer goes out as it is, and every request counts once."""
    emulator = _emulator()
    reaction = emulator.receive(Request("GET", "/a#b"), "http://here")
    assert reaction.response.body == b"http://here GET /a#b "
    assert (reaction.delay, reaction.sends, reaction.resets) == (0, None, False)
    state = emulator.describe()
    assert state["requests"] == 1
    assert state["requests_by_operation"] == {"echo": 1}


def test_a_fault_that_keeps_a_request_leaves_no_trace() -> None:
    """A failure before the work changes no state; a failure after it does."""
    emulator = _emulator()
    emulator.play(parse_faults([{"fault": {"kind": "status", "status": 500}}]))
    assert _put(emulator, b"lost") == 500
    assert _kept(emulator) == []
    emulator.play(parse_faults([{"fault": {"kind": "status", "status": 500, "after": True}}]))
    assert _put(emulator, b"done") == 500
    assert _kept(emulator) == [b"done"]
    assert emulator.counts.requests == 2


def test_faults_are_laid_over_each_other() -> None:
    """Several faults on one request all hold, in their order."""
    emulator = _emulator()
    emulator.play(
        parse_faults([{"fault": {"kind": "delay", "seconds": 1}}, {"fault": {"kind": "expired-session"}}])
    )
    reaction = emulator.receive(Request("GET", "/"), "http://here")
    assert (reaction.delay, reaction.response.status) == (1, 401)


def test_a_snapshot_brings_back_state_and_time() -> None:
    """Restoring gives the state and the instant of the snapshot, as often as asked."""
    emulator = _emulator()
    _put(emulator, b"one")
    name, instant = emulator.snapshot(), emulator.clock.now()
    for _ in range(2):
        _put(emulator, b"two")
        emulator.clock.advance(60)
        emulator.restore(name)
        assert _kept(emulator) == [b"one"]
        assert emulator.clock.now() == instant


def test_an_unknown_snapshot_is_refused() -> None:
    """There is nothing to go back to under a name that was never given."""
    with pytest.raises(KeyError):
        _emulator().restore("snapshot-1")


def test_a_reset_starts_everything_again() -> None:
    """State, clock, counts, faults and snapshots are as at the start; a new seed is passed on."""
    emulator = _emulator()
    _put(emulator, b"one")
    emulator.snapshot()
    emulator.play(parse_faults([{"fault": {"kind": "reset"}}]))
    emulator.reset(42)
    assert (emulator.clock.now(), emulator.counts.requests, emulator.faults) == (0, 0, ())
    assert _kept(emulator) == [b"42"]
    with pytest.raises(KeyError):
        emulator.restore("snapshot-1")


def test_a_condition_changes_answers_while_it_lasts() -> None:
    """A request is answered as the system is; what was kept before is there again afterwards."""
    emulator = _emulator()
    _put(emulator, b"before")
    emulator.impose(["asleep"])
    assert _put(emulator, b"lost") == 503
    emulator.impose([])
    assert _put(emulator, b"after") == 200
    assert _kept(emulator) == [b"before", b"after"]


def test_a_condition_that_nobody_knows_is_refused() -> None:
    """Only conditions that the application has can be imposed, and a reset ends them."""
    emulator = _emulator()
    with pytest.raises(KeyError, match="on-fire"):
        emulator.impose(["asleep", "on-fire"])
    emulator.impose(["asleep"])
    emulator.reset()
    assert emulator.conditions == frozenset()


def test_a_fault_that_the_application_cannot_play_is_refused() -> None:
    """A fault that rests on a condition needs an application that has it; nothing is played then."""
    emulator = _emulator()
    with pytest.raises(UsageError, match="echo cannot play vanished-jobs"):
        emulator.play(parse_faults([{"fault": {"kind": "vanished-jobs"}}]))
    assert emulator.faults == ()


def test_an_application_may_have_no_conditions() -> None:
    """What says nothing of conditions has none."""
    emulator = _emulator()
    emulator.application = object()  # type: ignore[assignment]  # stands for any without
    assert dict(emulator.known_conditions) == {}
