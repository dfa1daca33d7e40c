"""From a run folder to the reports in it; the same record gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson

from harness.errors import UsageError
from harness.report.html import run_page
from harness.report.junit import junit
from harness.report.markdown import markdown
from harness.report.reading import RunData, read_run_data
from harness.report.summary import summary_of
from harness.report.view import RunView, view_of
from harness.report.writing import write


@dataclass
class _Run:
    """One run, read as far as the wanted formats need it."""

    folder: Path

    @cached_property
    def data(self) -> RunData:
        return read_run_data(self.folder)

    @cached_property
    def view(self) -> RunView:
        return view_of(self.data)


def _summary(run: _Run) -> str:
    return orjson.dumps(summary_of(run.data), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


_FORMATS: Mapping[str, tuple[str, Callable[[_Run], str]]] = {
    "html": ("report.html", lambda run: run_page(run.view)),
    "junit": ("junit.xml", lambda run: junit(run.data)),
    "markdown": ("report.md", lambda run: markdown(run.view)),
    "json": ("summary.json", _summary),
}

FORMATS = tuple(_FORMATS)
"""What ``render`` can write."""


def render(run_folder: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write reports of a run into its folder and return their paths, in the order of ``formats``.

    Raises ``UsageError`` for an unknown format, and when the folder holds no run.
    """
    unknown = [name for name in formats if name not in _FORMATS]
    if unknown:
        known = ", ".join(FORMATS)
        raise UsageError(f"no report has the format {unknown[0]!r}", mend=f"known formats: {known}")
    run = _Run(run_folder)
    wanted = [_FORMATS[name] for name in dict.fromkeys(formats)]
    return [write(run_folder / name, make(run)) for name, make in wanted]
