from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harness.clock import SystemClock
from harness.emulation import EmulatorSettings
from harness.exchange import Headers, Request, Sender
from harness.run.judging import exchanges_of, judge_target
from harness.run.minimising import minimised
from harness.run.model import RunOptions, Selection
from harness.run.recording import recording
from harness.run.stage import staged
from harness.run.targets import Planned, plan
from harness.traffic.client import DoorClient
from harness.traffic.reducer import KIND
from tests.architecture.conftest import ROOT
from tests.run import planted

LIST = "/zosmf/restjobs/jobs"
ASKED = Request(
    "GET",
    f"{LIST}?max-jobs=617&exec-data=Y&owner=ZQ&prefix=JZ*KZM",
    Headers.of([("X-CSRF-ZOSMF-HEADER", "a")]),
)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Planned:
    """Return an embedded emulator with a planted defect."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (planned,) = plan(["zosmf"], Selection(), None, {})
    return replace(planned, vendor=replace(planned.vendor, emulator=planted.build))


def test_witness_is_as_small_as_it_can_be(at_home: Path, faulty: Planned) -> None:
    """A finding of generated traffic is shown by the smallest request that still breaks the claim."""
    del at_home
    clock = SystemClock()
    with (
        recording("check", [faulty], RunOptions(seed=1), clock) as record,
        staged(faulty, record, clock, EmulatorSettings(clock="logical")) as stage,
    ):
        with DoorClient(stage.door.url, Sender("fuzzing", "1")) as client:
            client.ask(ASKED)
        exchanges = exchanges_of(record.path, "zosmf")
        found = judge_target(stage.vendor, stage.contract, stage.target, exchanges)
        named = tuple(replace(one, drift="D99: long lists", count=7) for one in found.findings)
        smaller = minimised(stage, replace(found, findings=named), exchanges)
        (finding,) = [one for one in smaller.findings if one.rule == "exchange.status"]
        shown = stage.door.exchange(finding.witness[0])
    assert shown.request.target == f"{LIST}?max-jobs=501"
    assert shown.sender.kind == KIND
    assert "max-jobs=501" in finding.reproduce
    assert (finding.drift, finding.count) == ("D99: long lists", 7)
    assert finding.fingerprint in {one.fingerprint for one in found.findings}


def test_foreign_target_is_asked_little(
    at_home: Path, faulty: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a target that the run did not start, the search keeps to its small budget."""
    del at_home
    clock = SystemClock()
    monkeypatch.setattr("harness.run.minimising.TARGET_BUDGET", 3)
    with (
        recording("check", [faulty], RunOptions(seed=1), clock) as record,
        staged(faulty, record, clock, EmulatorSettings(clock="logical")) as stage,
    ):
        with DoorClient(stage.door.url, Sender("fuzzing", "1")) as client:
            client.ask(ASKED)
        exchanges = exchanges_of(record.path, "zosmf")
        found = judge_target(stage.vendor, stage.contract, stage.target, exchanges)
        worst = replace(found, findings=tuple(one for one in found.findings if one.rule == "exchange.status"))
        minimised(replace(stage, emulator=None), worst, exchanges)
        tried = [one for one in exchanges_of(record.path, "zosmf") if one.sender.kind == KIND]
    assert len(tried) == 3
