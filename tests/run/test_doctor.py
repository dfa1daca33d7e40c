from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.emulation.process import RunningEmulator
from harness.run.doctor import run
from harness.run.model import RunEnd, Selection
from harness.run.requests import DoctorRequest
from tests.run.conftest import Listener

NOWHERE = "http://127.0.0.1:1"
"""The port of tcpmux, which nobody listens at."""


def states(end: RunEnd) -> Mapping[str, str]:
    """Return how each part was found."""
    return {symptom["part"]: symptom["state"] for symptom in end.summary["symptoms"]}


def test_a_sound_target_is_ready(at_home: Path, ui: Listener) -> None:
    """The embedded emulator passes every examination, and nothing of it stays behind."""
    end = run(DoctorRequest("zosmf"), ui)
    assert end.exit_code == 0
    assert set(states(end).values()) == {"ok"}
    assert {"address", "TLS", "login primary", "rights other", "clock", "level", "work"} <= set(states(end))
    assert "zosmf is ready" in ui.printed
    assert list(at_home.iterdir()) == []


@pytest.mark.usefixtures("at_home")
def test_a_wrong_password_is_tried_once(
    ui: Listener, emulator: RunningEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused login makes the target not ready, and is not repeated: accounts get locked."""
    monkeypatch.setenv("HARNESS_USER", "IBMUSER")
    monkeypatch.setenv("HARNESS_PASSWORD", "WRONG")
    end = run(DoctorRequest("zosmf", Selection(url=emulator.url)), ui)
    assert end.exit_code == 3
    assert states(end)["login primary"] == "failed"
    assert "WRONG" not in ui.printed
    seen = emulator.control.state()["zosmf"]["requests_by_operation"]
    assert sum(count for name, count in seen.items() if "authenticate" in name) == 1


@pytest.mark.usefixtures("at_home")
def test_an_address_that_nobody_listens_at(ui: Listener) -> None:
    """Without an answer the doctor says so and asks no further."""
    end = run(DoctorRequest("zosmf", Selection(url=NOWHERE)), ui)
    assert end.exit_code == 3
    assert states(end) == {"address": "failed", "TLS": "ok", "work": "ok"}
    assert end.verdict.reason.startswith("zosmf-127.0.0.1 is not ready: address: ")
