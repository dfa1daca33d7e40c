"""``harness report``: rebuild any report of a run from its record."""

from __future__ import annotations

from harness.finding import Verdict, VerdictKind
from harness.report import FORMATS, print_summary, render
from harness.run.folders import run_folder
from harness.run.model import RunEnd, Ui
from harness.run.requests import ReportRequest


def run(request: ReportRequest, ui: Ui) -> RunEnd:
    """Write the reports that are asked for, all of them by default; raise ``UsageError`` without a run."""
    folder = run_folder(request.run)
    written = render(folder, request.formats or FORMATS)
    print_summary(ui.console, folder)
    done = Verdict(VerdictKind.PASS, f"{len(written)} reports written")
    return RunEnd.of(done, folder, reports=[str(path) for path in written])
