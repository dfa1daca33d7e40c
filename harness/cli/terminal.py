"""The terminal as a ``Ui``: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from harness.run.model import Progress

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

UNSEEN_WIDTH = 160
"""Columns where nobody looks: a pipe or a file."""


class Terminal:
    """Implements ``harness.run.model.Ui``. rich is imported on first use, so that help stays quick."""

    def __init__(self, *, json: bool = False) -> None:
        self._json = json

    @property
    def json(self) -> bool:
        """Whether standard output is kept for JSON."""
        return self._json

    @cached_property
    def console(self) -> Console:
        """Standard output, or standard error under ``--json``."""
        return self._errors if self._json else _console(stderr=False)

    @cached_property
    def _errors(self) -> Console:
        return _console(stderr=True)

    def notice(self, text: str) -> None:
        """Print one line on standard error, as it stands."""
        self._errors.print(text, markup=False, highlight=False, soft_wrap=True)

    def emit(self, document: Mapping[str, Any]) -> None:
        """Print one JSON object on one line of standard output, under ``--json`` only."""
        if self._json:
            sys.stdout.write(json.dumps(document, default=str) + "\n")
            sys.stdout.flush()

    @contextmanager
    def progress(self, label: str, total: int | None = None) -> Iterator[Progress]:
        """Show a bar on standard error while it is a terminal."""
        if not self._errors.is_terminal:
            yield _Silent()
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
        from rich.progress import Progress as Bars  # noqa: PLC0415 - as the class says

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bars(*columns, TextColumn("{task.fields[note]}"), console=self._errors, transient=True) as bars:
            yield _Bar(bars, bars.add_task(label, total=total, note=""))


class _Silent:
    """Progress that nobody sees."""

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Do nothing."""


class _Bar:
    """Progress as one bar of rich."""

    def __init__(self, bars: Bars, task: TaskID) -> None:
        self._bars = bars
        self._task = task

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Move the bar."""
        self._bars.advance(self._task, steps)
        if note:
            self._bars.update(self._task, note=note)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - as the class says

    console = Console(stderr=stderr)
    if not console.is_terminal:
        console.width = UNSEEN_WIDTH
    return console
