"""Targets and a user for whole commands; everything on loopback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from harness.emulation import EmulatorSettings
from harness.emulation.process import RunningEmulator, start_emulator


@dataclass
class Listener:
    """A ``Ui`` that keeps what it is told."""

    json: bool = True
    notices: list[str] = field(default_factory=list)
    emitted: list[Mapping[str, Any]] = field(default_factory=list)
    steps: int = 0
    console: Console = field(default_factory=lambda: Console(file=StringIO(), width=120))

    @property
    def printed(self) -> str:
        """What was printed on the console."""
        assert isinstance(self.console.file, StringIO)
        return self.console.file.getvalue()

    def notice(self, text: str) -> None:
        """Keep a notice."""
        self.notices.append(text)

    def emit(self, document: Mapping[str, Any]) -> None:
        """Keep a document."""
        self.emitted.append(document)

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Count steps of any progress."""
        del note
        self.steps += steps

    @contextmanager
    def progress(self, label: str, total: int | None = None) -> Iterator[Listener]:
        """Be the progress too."""
        del label, total
        yield self


@pytest.fixture
def ui() -> Listener:
    """Return a user who only listens."""
    return Listener()


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a fresh folder, without the variables of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in ("HARNESS_USER", "HARNESS_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def emulator() -> Iterator[RunningEmulator]:
    """Run a z/OSMF emulator of our own, as a target that was there before: real waits need a real clock."""
    with start_emulator("zosmf", EmulatorSettings()) as running:
        yield running
