from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from harness.cli.terminal import Terminal


def test_results_and_notices_part(capsys: pytest.CaptureFixture[str]) -> None:
    """Results go to standard output, notices to standard error, as they stand."""
    ui = Terminal()
    ui.console.print("result")
    ui.notice("reading [bold]x[/bold]: " + "long " * 40)
    written = capsys.readouterr()
    assert written.out == "result\n"
    assert written.err == "reading [bold]x[/bold]: " + "long " * 40 + "\n"


def test_json_keeps_standard_output_for_objects(capsys: pytest.CaptureFixture[str]) -> None:
    """Under --json results join the notices, and each object is one line."""
    ui = Terminal(json=True)
    ui.console.print("result")
    ui.emit({"a": Path("x")})
    written = capsys.readouterr()
    assert (json.loads(written.out), written.out.count("\n")) == ({"a": "x"}, 1)
    assert written.err == "result\n"


def test_objects_are_for_json_only(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json no object is printed."""
    Terminal().emit({"a": 1})
    assert capsys.readouterr().out == ""


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe gets no progress."""
    with Terminal().progress("cases", 2) as progress:
        progress.advance()
        progress.advance(note="x")
    assert capsys.readouterr() == ("", "")


def test_progress_moves_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal sees label, count and note."""
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    monkeypatch.setattr("harness.cli.terminal._console", lambda **_: console)
    with Terminal().progress("cases", 2) as progress:
        progress.advance(2, note="submitJob")
    assert "cases" in screen.getvalue()
    assert "2/2" in screen.getvalue()
    assert "submitJob" in screen.getvalue()


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR takes the colours off a terminal (https://no-color.org)."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    console = Terminal().console
    assert console.no_color
