from __future__ import annotations

import http.client

import pytest

from harness.emulation.control_client import ControlClient
from harness.errors import HarnessError
from harness.exchange import Request
from tests.emulation.conftest import Running


def _control(running: Running) -> ControlClient:
    return ControlClient(running.served.control)


def _put(running: Running, body: bytes) -> None:
    host, port = running.address
    connection = http.client.HTTPConnection(host, port)
    connection.request("PUT", "/a", body)
    assert connection.getresponse().read().endswith(body)
    connection.close()


def test_the_state_tells_what_came_in(running: Running) -> None:
    """Requests, operations and jobs are counted by vendor."""
    _put(running, b"one")
    state = _control(running).state()["echo"]
    assert (state["requests"], state["requests_by_operation"], state["jobs"]) == (1, {"echo": 1}, 1)


def test_the_jobs_are_described_by_the_application(running: Running) -> None:
    """Every job is listed with what only the emulator knows."""
    _put(running, b"one")
    assert _control(running).jobs()["echo"] == [{"body": "one", "now": 10_000_000}]


def test_snapshot_and_restore_travel(running: Running) -> None:
    """A snapshot taken over the wire brings back the state over the wire."""
    control = _control(running)
    _put(running, b"one")
    name = control.snapshot()
    _put(running, b"two")
    control.restore(name)
    assert [job["body"] for job in control.jobs()["echo"]] == ["one"]


def test_the_clock_moves_on(running: Running) -> None:
    """The clock is moved on by what is asked, in seconds."""
    control = _control(running)
    control.advance(2.5)
    assert control.state()["echo"]["now"] == 2.5


def test_a_reset_takes_a_seed(running: Running) -> None:
    """With a seed the reset passes it on, without one it keeps the settings'."""
    control = _control(running)
    control.reset(9)
    assert [job["body"] for job in control.jobs()["echo"]] == ["9"]
    control.reset()
    assert [job["body"] for job in control.jobs()["echo"]] == ["0"]


def test_faults_are_replaced_and_removed(running: Running) -> None:
    """A new list replaces the old one, an empty one plays nothing."""
    control = _control(running)
    control.faults([{"fault": {"kind": "status", "status": 503}}])
    assert running.emulator.receive(Request("GET", "/"), "").response.status == 503
    control.faults([])
    assert running.emulator.receive(Request("GET", "/"), "").response.status == 200


def test_conditions_are_told_imposed_and_ended(running: Running) -> None:
    """What a system can be put into is listed; a new list replaces the old one, DELETE ends all."""
    control = _control(running)
    assert control.conditions() == {"echo": {"asleep": "nothing is served"}}
    control.impose("asleep")
    assert running.emulator.conditions == {"asleep"}
    control.impose()
    assert running.emulator.conditions == frozenset()
    control.impose("asleep")
    connection = http.client.HTTPConnection(running.served.control.rpartition("/")[2])
    connection.request("DELETE", "/conditions")
    assert connection.getresponse().status == 200
    connection.close()
    assert running.emulator.conditions == frozenset()


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/restore", '{"id": "snapshot-9"}', 404),
        ("POST", "/clock", '{"advance": -1}', 400),
        ("POST", "/clock", "{}", 400),
        ("POST", "/reset", '{"seed": "x"}', 400),
        ("POST", "/reset", "[1]", 400),
        ("PUT", "/faults", '{"a": 1}', 400),
        ("PUT", "/faults", "{", 400),
        ("PUT", "/conditions", '["on-fire"]', 404),
        ("PUT", "/conditions", "[1]", 400),
        ("PUT", "/conditions", "{}", 400),
        ("GET", "/nothing", "", 404),
    ],
)
def test_a_wrong_call_is_told_so(running: Running, method: str, path: str, body: str, status: int) -> None:
    """What cannot be done is a 4xx, never a failure of the emulator."""
    connection = http.client.HTTPConnection(running.served.control.rpartition("/")[2])
    connection.request(method, path, body)
    assert connection.getresponse().status == status
    connection.close()


def test_deleting_the_faults_plays_none(running: Running) -> None:
    """DELETE takes all faults away."""
    control = _control(running)
    control.faults([{"fault": {"kind": "reset"}}])
    connection = http.client.HTTPConnection(running.served.control.rpartition("/")[2])
    connection.request("DELETE", "/faults")
    assert connection.getresponse().status == 200
    connection.close()
    assert running.emulator.faults == ()


def test_a_refusal_becomes_an_error(running: Running) -> None:
    """The client raises with the emulator's own words."""
    with pytest.raises(HarnessError, match="snapshot-9"):
        _control(running).restore("snapshot-9")
