from __future__ import annotations

import sys
from pathlib import Path

import orjson
import pytest

from harness.errors import UsageError
from harness.exchange import Passage
from harness.finding import VerdictKind
from harness.ledger import read_ledger
from harness.record import read_exchanges, read_run
from harness.run import load
from harness.run.load_figures import figures
from harness.run.model import RunOptions, Selection
from harness.run.requests import LoadRequest
from harness.timing.plan import PLAN_FILE, read_plan
from harness.timing.sample import Sample, read_samples
from tests.run.conftest import Listener

LAG_MS = 250.0


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put a small load on an emulator whose jobs are visible 250 ms after it took them; return the run."""
    folder = tmp_path_factory.mktemp("load") / "run"
    selection = Selection(lag=f"constant:{LAG_MS:.0f}ms")
    options = RunOptions(out=folder, seed=3)
    ui = Listener()
    end = load.run(LoadRequest("zosmf", selection, options, rate=8, duration=2.5), ui)
    # A busy machine may make the generator late, which is told; nothing else may be wrong.
    assert end.verdict.kind is VerdictKind.PASS or "too slow" in end.verdict.reason
    assert ui.steps > 0
    return folder


def samples_of(folder: Path) -> tuple[Sample, ...]:
    """Return the samples of a run's only worker."""
    return read_samples([read_plan(folder / PLAN_FILE).samples_file(0)])


def test_every_planned_job_leaves_at_its_due_time_or_later(loaded: Path) -> None:
    """The plan of an open model is carried out whole, in order, and never early."""
    arrivals = read_plan(loaded / PLAN_FILE).arrivals()
    samples = samples_of(loaded)
    began_ns = samples[0].due_ns - round(arrivals[0] * 1e9)
    assert [sample.due_ns for sample in samples] == [began_ns + round(due * 1e9) for due in arrivals]
    assert all(sample.submit.begun_ns >= sample.due_ns for sample in samples)


def test_the_known_lag_lies_in_every_bracket(loaded: Path) -> None:
    """The instrument reads what the emulator was set to, whatever this machine was busy with."""
    for sample in samples_of(loaded):
        # The emulator counts from when it took the submit, which lies between its leaving and its answer.
        earliest = sample.submit.begun_ns + LAG_MS * 1e6
        latest = sample.submit.ended_ns + LAG_MS * 1e6
        assert all(look.begun_ns < latest for look in sample.visible if not look.seen)
        assert all(look.ended_ns > earliest for look in sample.visible if look.seen)


def test_latency_is_told_from_due_and_from_sent(loaded: Path) -> None:
    """Both are published, and no user waits less than the target took."""
    series = orjson.loads((loaded / "metrics.json").read_bytes())["series"]
    for name in ("submit-to-ack", "submit-to-visible", "submit-to-terminal"):
        assert series[name]["n"] > 0
        assert series[name]["due"]["p50"] >= series[name]["service"]["p50"]


def test_requests_pass_the_door_and_jobs_are_removed(loaded: Path) -> None:
    """Each exchange is recorded with its sender and its due time, and the ledger proves nothing left."""
    exchanges = list(read_exchanges(loaded))
    submits = [exchange for exchange in exchanges if exchange.operation == "submitJob"]
    assert [exchange.passage for exchange in submits] == [Passage.ANSWERED] * len(samples_of(loaded))
    assert {exchange.sender.kind for exchange in submits} == {"load"}
    assert all(exchange.due_ns is not None and exchange.sends == 1 for exchange in submits)
    assert {exchange.session for exchange in exchanges if exchange.operation == "getJob"} >= {"reader"}
    assert len({exchange.id for exchange in exchanges}) == len(exchanges)
    ledger = read_ledger(loaded)
    assert len(ledger.entries) == len(submits)
    assert ledger.left() == ()


def test_the_run_can_be_judged_again(loaded: Path) -> None:
    """Figures are rebuilt byte for byte from the record; the folder holds no password."""
    written = (loaded / "metrics.json").read_bytes()
    figures(loaded)
    assert (loaded / "metrics.json").read_bytes() == written
    assert read_run(loaded).counts["cases"] == len(samples_of(loaded))
    texts = [path.read_bytes() for path in loaded.rglob("*") if path.is_file()]
    assert not any(b"SU1PQlVTRVI6U1lTMQ==" in text for text in texts)


@pytest.mark.usefixtures("loaded")
def test_locust_stays_in_its_own_process() -> None:
    """Nothing of gevent gets into the process of the harness."""
    assert not {"locust", "gevent"} & sys.modules.keys()


@pytest.mark.parametrize(
    "wrong",
    [
        LoadRequest("zosmf", rate=1, users=1),
        LoadRequest("zosmf", rate=0),
        LoadRequest("zosmf", users=0),
        LoadRequest("zosmf", duration=-1),
        LoadRequest("zosmf", processes=0),
        LoadRequest("nobody"),
    ],
)
def test_a_load_that_cannot_be_is_refused(wrong: LoadRequest, ui: Listener, at_home: Path) -> None:
    """One line before anything is started, and no run folder."""
    with pytest.raises(UsageError):
        load.run(wrong, ui)
    assert list(at_home.iterdir()) == []


def test_a_load_has_no_more_jobs_than_the_vendor_has_names(ui: Listener, at_home: Path) -> None:
    """A z/OSMF job name has three characters for a counter; a longer plan is refused before it starts."""
    request = LoadRequest("zosmf", options=RunOptions(out=at_home / "run"), rate=1000, duration=60)
    with pytest.raises(UsageError, match="too many jobs"):
        load.run(request, ui)
    assert not (at_home / "run" / PLAN_FILE).exists()
