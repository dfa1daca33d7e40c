from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.finding import Severity
from harness.run import requests as ask
from harness.run.model import Profile, RunOptions, Selection
from harness.target import Mode
from tests.cli.conftest import CommandLine

SELECTION = ["--url", "http://h", "--mode", "owned", "--level", "2.5", "--play", "2.4", "--lag", "tick:1s"]
DRIFTS = ["--drift", "a", "--drift", "b"]
SELECTED = Selection(
    url="http://h", mode=Mode.OWNED, level="2.5", play="2.4", drifts=("a", "b"), lag="tick:1s"
)
OPTIONS = ["--out", "here", "--seed", "7", "--tag", "k1", "--max-time", "2m", "--fail-on", "error"]
CHOSEN = RunOptions(Path("here"), 7, "k1", 120.0, Severity.ERROR)


@pytest.mark.parametrize(
    ("arguments", "request_"),
    [
        (["init"], ask.InitRequest(Path())),
        (["init", "zosmf", "joc", "--force"], ask.InitRequest(Path(), ("zosmf", "joc"), force=True)),
        (["doctor", "t", *SELECTION, *DRIFTS], ask.DoctorRequest("t", SELECTED)),
        (["list"], ask.ListRequest()),
        (["serve"], ask.ServeRequest()),
        (
            ["serve", "zosmf", "--play", "2.4", *DRIFTS, "--lag", "tick:1s", "--port-base", "4430", "--tls"],
            ask.ServeRequest(("zosmf",), "2.4", ("a", "b"), "tick:1s", "127.0.0.1", 4430, tls=True),
        ),
        (["check"], ask.CheckRequest()),
        (
            ["check", "a", "b", "--profile", "deep", *SELECTION, *DRIFTS, *OPTIONS],
            ask.CheckRequest(("a", "b"), SELECTED, CHOSEN, Profile.DEEP),
        ),
        (["load", "t"], ask.LoadRequest("t")),
        (
            ["load", "t", "--rate", "2.5", "--duration", "1m", "--processes", "2", *OPTIONS],
            ask.LoadRequest("t", Selection(), CHOSEN, rate=2.5, duration=60.0, processes=2),
        ),
        (["load", "t", "--users", "3"], ask.LoadRequest("t", users=3)),
        (["race", "t"], ask.RaceRequest("t")),
        (
            ["race", "t", "--verb", "cancel", "--p0", "0.1", "--confidence", "0.9", "--budget", "50"],
            ask.RaceRequest("t", Selection(), RunOptions(), "cancel", p0=0.1, confidence=0.9, budget=50),
        ),
        (["race", "t", "--work", "short", "--sweep", "1m"], ask.RaceRequest("t", work="short", sweep=60.0)),
        (
            ["diff", "a", "b", "--profile", "quick", *OPTIONS],
            ask.DiffRequest("a", "b", Selection(), CHOSEN, Profile.QUICK),
        ),
        (
            ["gate", "zosmf", "--", "npm", "test", "--", "-x"],
            ask.GateRequest(("zosmf",), ("npm", "test", "--", "-x")),
        ),
        (
            ["gate", "zosmf", "joc", "--upstream", "t", "--faults", "f", "--tls", *OPTIONS, "--", "x"],
            ask.GateRequest(("zosmf", "joc"), ("x",), Selection(), CHOSEN, "t", "f", tls=True),
        ),
        (["report"], ask.ReportRequest()),
        (
            ["report", "reports/x", "--format", "html", "--format", "junit"],
            ask.ReportRequest("reports/x", ("html", "junit")),
        ),
        (["clean"], ask.CleanRequest()),
        (["clean", "--reports", "."], ask.CleanRequest(reports=Path())),
        (
            ["clean", "t", "--mode", "owned", "--reports", "."],
            ask.CleanRequest("t", Selection(mode=Mode.OWNED), Path()),
        ),
        (["rules"], ask.RulesRequest()),
        (["rules", "zosmf"], ask.RulesRequest("zosmf")),
        (["explain", "exchange.status"], ask.ExplainRequest("exchange.status")),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_arguments_become_one_request(harness: CommandLine, arguments: list[str], request_: Any) -> None:
    """Each command fills exactly its request, with the request's own defaults where nothing is said."""
    ended = harness(*arguments)
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert harness.asked == [request_]


def test_the_configuration_file_is_passed_on(harness: CommandLine, tmp_path: Path) -> None:
    """--config names a file that must be there."""
    (tmp_path / "mine.toml").touch()
    harness("check", "--config", "mine.toml")
    assert harness.asked == [ask.CheckRequest(selection=Selection(config=Path("mine.toml")))]
    assert "does not exist" in harness("check", "--config", "other.toml").stderr
