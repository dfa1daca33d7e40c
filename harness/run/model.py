"""What every command shares: its options, where it talks to the user, and how it ends.

Each command is ``harness.run.<command>.run(request, ui) -> RunEnd``; the requests stand in
``harness.run.requests``. This module imports nothing heavy, so that ``harness --help`` is quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from harness.finding import Severity, Verdict
from harness.target import Mode

if TYPE_CHECKING:
    from rich.console import Console


class Profile(StrEnum):
    """How many cases a check makes per operation and scenario: counts, never time."""

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class Selection:
    """How the names on the command line become targets.

    ``play``, ``drifts`` and ``lag`` shape embedded emulators only. ``level`` is what answers are
    judged as; None: what ``harness.toml`` says of the target, else ``documented``.
    """

    config: Path | None = None
    """``--config``; None: the nearest ``harness.toml`` upward from the working directory, if any."""
    url: str | None = None
    """``--url``: a server instead of the embedded emulator of the named vendor."""
    mode: Mode | None = None
    """``--mode``; None: as configured, else ``owned`` on loopback and ``read-only`` elsewhere."""
    level: str | None = None
    play: str = "documented"
    drifts: tuple[str, ...] = ()
    lag: str | None = None


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What every command that records a run shares."""

    out: Path | None = None
    """The run folder; None: ``reports/<UTC time>-<command>-<targets>``."""
    seed: int | None = None
    """None: a fresh one, which the record names."""
    tag: str | None = None
    """The token in the names of what the run submits; None: derived from the run."""
    max_time: float | None = None
    """Seconds after which the run ends early, and says so."""
    fail_on: Severity = Severity.WARNING
    """The mildest finding that makes the verdict fail."""


class Progress(Protocol):
    """One line of progress, shown only on a terminal."""

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Move on by ``steps``, and show ``note`` beside the line when it is given."""
        ...


class Ui(Protocol):
    """Where a command talks to its user; the command line gives a real one, tests a recording one."""

    @property
    def json(self) -> bool:
        """Whether standard output is kept for JSON (``--json``)."""
        ...

    @property
    def console(self) -> Console:
        """Where tables and results go: standard output, or standard error under ``--json``."""
        ...

    def notice(self, text: str) -> None:
        """Print one line for people on standard error."""
        ...

    def emit(self, document: Mapping[str, Any]) -> None:
        """Print one JSON object on standard output now, under ``--json`` only.

        For a command that speaks before it ends (``serve``); it then ends with an empty summary.
        """
        ...

    def progress(self, label: str, total: int | None = None) -> AbstractContextManager[Progress]:
        """Show a line of progress on standard error while the context is open, if that is a terminal."""
        ...


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a command ended. ``summary`` is the one JSON object that ``--json`` prints; empty: none."""

    verdict: Verdict
    exit_code: int
    run_folder: Path | None = None
    summary: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, verdict: Verdict, run_folder: Path | None = None, **summary: Any) -> RunEnd:
        """Return the end that ``verdict`` stands for; ``summary`` follows the members all commands have."""
        opening = {
            "verdict": verdict.kind.value,
            "exit_code": verdict.exit_code,
            "reason": verdict.reason,
            "run_folder": None if run_folder is None else str(run_folder),
        }
        return cls(verdict, verdict.exit_code, run_folder, {**opening, **summary})
