"""Reports of a run that has ended, and the last words on the terminal."""

from __future__ import annotations

from pathlib import Path

from harness.report import print_summary, render, summary
from harness.run.model import RunEnd, Ui

FORMATS = ("html", "junit", "markdown")
"""What every run folder gets; ``harness report`` makes any of them again."""


def publish(folder: Path, verdict_of: RunEnd, ui: Ui) -> RunEnd:
    """Write the reports of the run in ``folder``, tell the user where they are, and return how it ended."""
    render(folder, FORMATS)
    print_summary(ui.console, folder)
    return RunEnd(verdict_of.verdict, verdict_of.exit_code, folder, summary(folder))
