"""A command line whose commands only note what they were asked to do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from harness.cli import main
from harness.cli.group import COMMANDS
from harness.finding import Verdict, VerdictKind
from harness.run.model import RunEnd, Ui

Run = Callable[[Any, Ui], RunEnd]


@dataclass
class CommandLine:
    """``harness ARGUMENTS`` in this process; ``asked`` holds the requests that commands were given."""

    monkeypatch: pytest.MonkeyPatch
    asked: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        for command in COMMANDS:
            self.answer(command, lambda _request, _ui: RunEnd.of(Verdict(VerdictKind.PASS, "fine")))

    def answer(self, command: str, run: Run) -> None:
        """Let ``run`` stand for a command's module."""

        def noting(request: Any, ui: Ui) -> RunEnd:
            self.asked.append(request)
            return run(request, ui)

        module = ModuleType(f"harness.run.{command}")
        module.run = noting  # type: ignore[attr-defined]
        self.monkeypatch.setitem(sys.modules, module.__name__, module)

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def harness(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CommandLine:
    """Return a command line that runs in an empty folder and reaches no real command."""
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch)
