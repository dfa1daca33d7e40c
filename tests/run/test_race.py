from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from harness.errors import UsageError
from harness.finding import VerdictKind
from harness.flow import Outcome
from harness.ledger import read_ledger
from harness.run import race
from harness.run.model import RunOptions, Selection
from harness.run.requests import RaceRequest
from harness.timing.plan import PLAN_FILE, read_plan
from harness.timing.sample import Sample, Step, read_samples
from tests.run.conftest import Listener

LAG_MS = 250.0
P0 = 0.25


@pytest.fixture(scope="module")
def raced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Race for a coarse delay at an emulator whose jobs can be touched 250 ms after it took them."""
    folder = tmp_path_factory.mktemp("race") / "run"
    request = RaceRequest(
        "zosmf",
        Selection(lag=f"read=constant:0ms,modify=constant:{LAG_MS:.0f}ms"),
        RunOptions(out=folder, seed=5),
        verb="cancel",
        p0=P0,
    )
    end = race.run(request, Listener())
    assert end.verdict.kind is VerdictKind.PASS or "too slow" in end.verdict.reason
    return folder


def probes_of(folder: Path) -> tuple[Sample, ...]:
    """Return the samples of a race that touched their job."""
    samples = read_samples([read_plan(folder / PLAN_FILE).samples_file(0)])
    return tuple(sample for sample in samples if sample.probe is not None)


def test_the_known_lag_decides_every_probe(raced: Path) -> None:
    """Too soon is "not visible", later is done, whatever this machine was busy with."""
    probes = probes_of(raced)
    assert {sample.step for sample in probes} == {Step.REACH, Step.SWEEP, Step.CERTIFY}
    for sample in probes:
        assert sample.probe is not None
        soonest = (sample.probe.begun_ns - sample.submit.ended_ns) / 1e6
        latest = (sample.probe.ended_ns - sample.submit.begun_ns) / 1e6
        if sample.probe.outcome is Outcome.NOT_VISIBLE:
            assert soonest < LAG_MS
        else:
            assert sample.probe.outcome is Outcome.DONE
            assert latest > LAG_MS


def test_the_certified_delay_is_the_modify_path_not_the_read_path(raced: Path) -> None:
    """Scouts saw their jobs at once; the delay that is certified is that of the verb."""
    metrics = orjson.loads((raced / "metrics.json").read_bytes())
    found, slowest = metrics["race"], metrics["series"]["submit-to-ack"]["service"]["max"]
    assert found["certified"]
    assert found["safe_delay_ms"] + slowest >= LAG_MS
    assert found["latest_ms"] is None
    assert (found["verb"], found["p0"], found["work"]) == ("cancel", P0, "held")


def test_every_job_of_a_race_is_removed(raced: Path) -> None:
    """Held jobs do not end by themselves: the ledger proves that none is left."""
    ledger = read_ledger(raced)
    assert len(ledger.entries) >= len(probes_of(raced))
    assert ledger.left() == ()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (RaceRequest("zosmf", p0=0), "--p0"),
        (RaceRequest("zosmf", confidence=1), "--confidence"),
        (RaceRequest("zosmf", budget=0), "--budget"),
        (RaceRequest("zosmf", verb="explode"), "explode"),
    ],
)
def test_a_race_that_cannot_be_is_refused(wrong: RaceRequest, why: str, ui: Listener, at_home: Path) -> None:
    """One line that names what is wrong."""
    del at_home
    with pytest.raises(UsageError, match=why):
        race.run(wrong, ui)
