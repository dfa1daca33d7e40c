from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.emulation.faults import parse_faults
from harness.errors import UsageError
from harness.exchange import Request, Response, Sender
from harness.finding import Severity
from harness.flow import Flow
from harness.run.fault_sets import FAULT_SETS, fault_set
from harness.run.judging import exchanges_of, judge_target
from harness.target import Length, Mode
from harness.traffic.client import DoorClient
from harness.traffic.drivers import T, run_flow
from tests.run.test_conduct import stage_in


@pytest.mark.parametrize("name", FAULT_SETS)
def test_named_sets_can_be_played(name: str) -> None:
    """Every set that has a name is one that emulators understand."""
    assert parse_faults(list(fault_set(name)))


def test_own_set_comes_from_a_file(tmp_path: Path) -> None:
    """A path names a set of one's own."""
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(FAULT_SETS["slow"]))
    assert fault_set(str(file)) == FAULT_SETS["slow"]


def test_unknown_set_lists_the_known() -> None:
    """A name that is neither a set nor a file is answered with those there are."""
    with pytest.raises(UsageError, match="one of: slow"):
        fault_set("nonsense")


@pytest.mark.parametrize("text", ["[", '{"fault": 1}', '[{"fault": {"kind": "nonsense"}}]', "\ufffe\x00"])
def test_broken_file_is_named(tmp_path: Path, text: str) -> None:
    """A file that is no list of faults is refused by its name."""
    file = tmp_path / "mine.json"
    file.write_text(text)
    with pytest.raises(UsageError, match=r"mine\.json"):
        fault_set(str(file))


def lived(
    faults: str, vendor: str = "zosmf", jobs: int = 1, *, stay: bool = False
) -> tuple[set[str], list[int]]:
    """Look at jobs again and again under a set of faults; return what rules are broken, and all statuses."""
    with stage_in(Mode.UNRESTRICTED, vendor) as (stage, folder), DoorClient(stage.door.url) as client:
        assert stage.emulator is not None
        flows, tags = stage.vendor.flows, [next(stage.tags) for _ in range(jobs)]
        statuses: list[int] = []

        def send(request: Request) -> Response | None:
            response = client.ask(request, Sender("scenario", "1")).response
            statuses.append(response.status if response else 0)
            return response

        def run(flow: Flow[T]) -> T:
            return run_flow(flow, send, stage.wait)

        item = max(stage.target.work, key=lambda item: stay and item.length is Length.HELD)
        submitted = [run(flows.submit(item, tag)).job for tag in tags]
        stage.emulator.control.faults(fault_set(faults) if faults else [])
        for _ in range(4):
            for job, tag in zip(submitted, tags, strict=True):
                assert job is not None
                run(flows.status(job))
                run(flows.find(tag))
            stage.wait(2.0)
        judged = judge_target(stage.vendor, stage.contract, stage.target, exchanges_of(folder, vendor))
    return {f.rule for f in judged.findings if f.severity is not Severity.INFO}, statuses


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("faults", "vendor", "rule"),
    [
        ("stale-read", "zosmf", "lifecycle.monotonic"),
        ("truncated-list", "zosmf", "lifecycle.list-complete"),
    ],
)
def test_lies_are_noticed(faults: str, vendor: str, rule: str) -> None:
    """What a server says that is not so breaks a claim of the suite."""
    assert rule in lived(faults, vendor)[0]


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("vendor", "jobs", "rule"),
    [
        ("zosmf", 1, "lifecycle.reappeared"),
        ("i2rest", 1, "lifecycle.reappeared"),
        ("jasper", 1, "lifecycle.reappeared"),
        ("iics", 1, "iics.hand-over"),
        ("joc", 2, "joc.added-waits"),
    ],
)
def test_a_restart_is_noticed_at_every_vendor(vendor: str, jobs: int, rule: str) -> None:
    """Jobs that nobody knows for a while break a claim: of presence, or where the end hides it another."""
    assert rule in lived("restart", vendor, jobs, stay=True)[0]
    assert lived("", vendor, jobs, stay=True)[0] == set()


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("faults", ["", "unavailable", "throttled", "expired-session"])
def test_honest_trouble_is_nobodys_finding(faults: str) -> None:
    """A server that is sound, busy for a moment, or has forgotten a session, breaks no claim."""
    rules, statuses = lived(faults)
    assert rules == set()
    assert statuses[-3:] == [200, 200, 200]
