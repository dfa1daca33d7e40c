from __future__ import annotations

import pytest

from harness.vendors.i2rest.emulator.management import GATES
from tests.vendors.i2rest.bench import Bench


def test_status_tells_of_every_gate() -> None:
    """Its name is read without regard to case."""
    for name in ("STATUS", "status", "Status"):
        status, document = Bench().told("/", {"command": name})
        assert (status, tuple(document)) == (200, GATES)
        assert document["main"]["clients_max"] == 1000


def test_one_gate_can_be_asked_for() -> None:
    """A gate that there is not is refused."""
    status, document = Bench().told("/", {"command": "STATUS", "gate": "session"})
    assert (status, document["session"]["timeout"]) == (200, 600_000)
    assert Bench().told("/", {"command": "STATUS", "gate": "side"})[0] == 400


@pytest.mark.parametrize("body", [{"command": "STOP"}, {"command": "DANCE"}, {}, []])
def test_nothing_else_is_emulated(body: object) -> None:
    """Commands that change a server are declared by the vendor and refused here."""
    assert Bench().told("/", body)[0] == 400
