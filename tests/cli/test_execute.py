from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from harness.cli.execute import fill
from harness.finding import Verdict, VerdictKind
from harness.run.model import RunEnd, Selection
from tests.cli.conftest import CommandLine


@dataclass(frozen=True)
class Asked:
    """A request with a default and with a part."""

    name: str
    count: int = 3
    selection: Selection = field(default_factory=Selection)


def test_a_request_is_filled_by_name() -> None:
    """Values go to the fields of their names, parts included; what is not offered keeps its default."""
    given = {"name": "x", "url": "http://h", "json": True}
    assert fill(Asked, given) == Asked("x", 3, Selection(url="http://h"))


def test_json_prints_the_summary_alone(harness: CommandLine) -> None:
    """Under --json standard output is exactly the summary object."""
    verdict = Verdict(VerdictKind.FAIL, "2 findings")
    harness.answer("check", lambda _request, _ui: RunEnd.of(verdict, Path("reports/x"), counts={"a": 1}))
    ended = harness("check", "--json")
    assert json.loads(ended.stdout) == {
        "verdict": "fail",
        "exit_code": 1,
        "reason": "2 findings",
        "run_folder": "reports/x",
        "counts": {"a": 1},
    }
    assert ended.stdout.count("\n") == 1


def test_an_empty_summary_prints_nothing(harness: CommandLine) -> None:
    """A command that has spoken before it ended prints no further object."""
    harness.answer("serve", lambda _request, _ui: RunEnd(Verdict(VerdictKind.PASS, "stopped"), 0))
    assert harness("serve", "--json").stdout == ""


def test_without_json_the_summary_is_not_printed(harness: CommandLine) -> None:
    """People get what the command itself wrote, not the object."""
    assert harness("check").stdout == ""
