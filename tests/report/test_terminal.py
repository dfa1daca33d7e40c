from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from harness.report.terminal import SHOWN, print_summary
from tests.report import sample


def printed(folder: Path, **options: object) -> str:
    """Return what is printed of a run."""
    console = Console(file=io.StringIO(), width=100, **options)  # type: ignore[arg-type]
    print_summary(console, folder)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_verdict_comes_first(failing: Path, passing: Path) -> None:
    """The first word on the terminal is the verdict, and its reason follows."""
    assert printed(failing).startswith("FAIL  3 findings at or above warning")
    assert printed(passing).startswith("PASS  Every claim held in 4,171 judged exchanges")


def test_the_report_is_named_last(failing: Path) -> None:
    """The last line says where to read on."""
    assert printed(failing).splitlines()[-1] == f"report  {failing}"


def test_commands_are_never_broken_over_lines(failing: Path) -> None:
    """A command line can be copied, however narrow the terminal is."""
    assert sample.findings()[0].reproduce in printed(failing)


def test_skipped_operations_say_why(passing: Path) -> None:
    """A pass does not hide what it did not cover."""
    assert "getJobSecondary  never answered a 2xx" in printed(passing)


def test_documented_answers_that_never_came_are_listed(passing: Path) -> None:
    """The share of documented answers stands among the figures, and what is missing below them."""
    text = printed(passing)
    assert "39 of 41 documented answers seen (95.1 %)" in text
    assert "logout           204         nobody <logs> out" in text


def test_colours_follow_the_console(failing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colour is used on a terminal that has it, and never against the user's will."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;31mFAIL" in printed(failing, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in printed(failing, force_terminal=True, color_system="standard")


def test_recorded_escapes_and_markup_do_nothing(tmp_path: Path) -> None:
    """What a target sent cannot move the cursor, colour the screen or be read as our own markup."""
    hostile = "\x1b[2J[bold red]x[/] \x9b31m"
    finding = replace(sample.findings()[0], claim=hostile, got=hostile, subject=hostile, reproduce=hostile)
    out = printed(sample.write(tmp_path, sample.run_of(sample.FAIL), (), [finding]))
    assert "\x1b" not in out
    assert "\x9b" not in out
    assert "\\x1b[2J[bold red]x[/] \\x9b31m" in out


def test_many_findings_do_not_flood_the_screen(tmp_path: Path) -> None:
    """Beyond a number of findings or operations the terminal says how many more there are."""
    many = [replace(sample.findings()[0], subject=str(number)) for number in range(SHOWN + 3)]
    rows = [
        {"operation": f"op{n}", "effect": "read", "skipped_reason": "never requested"}
        for n in range(SHOWN + 5)
    ]
    run = sample.run_of(sample.FAIL, details=sample.details(coverage=rows))
    out = printed(sample.write(tmp_path, run, (), many))
    assert "and 3 more" in out
    assert "and 5 more" in out


def test_figures_stand_in_a_table(raced: Path, loaded: Path) -> None:
    """A race says its safe delay, and figures that may not be used say so."""
    assert "race    At most 5.00% of requests sent " in printed(raced)
    assert "submit-to-terminal" in printed(loaded)
    assert "Do not use these figures: the generator was too slow" in printed(loaded)
