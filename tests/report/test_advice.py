from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.finding import Verdict
from harness.record import Run
from harness.report.advice import Advice, advice
from harness.report.matrix import matrix_of
from harness.report.reading import RunData
from tests.report import sample


def told(verdict: Verdict | None, *, found: bool = False, **changed: object) -> list[Advice]:
    """Return what is advised after a check with that verdict."""
    run: Run = replace(sample.run_of(verdict), **changed)  # type: ignore[arg-type]
    findings = tuple(sample.findings()) if found else ()
    return list(advice(RunData(Path("r"), run, findings, {}), matrix_of(run.details["coverage"])))


def test_after_a_failure_the_worst_rule_is_explained_and_the_run_repeated() -> None:
    """A reader gets to the reason, and to the same requests again, in one step each."""
    assert [step.command for step in told(sample.FAIL, found=True)] == [
        "",
        "harness explain exchange.schema",
        "harness check zosmf --seed 7",
    ]


def test_a_seed_that_was_given_is_not_given_twice() -> None:
    """A command line that names its seed is repeated as it is."""
    steps = told(sample.FAIL, command_line=("check", "zosmf", "--seed", "7"))
    assert steps[-1].command == "harness check zosmf --seed 7"


def test_the_seed_stands_before_the_gated_command() -> None:
    """Options of the harness come before the dashes, whatever follows them."""
    steps = told(sample.FAIL, command_line=("gate", "zosmf", "--", "zowe", "jobs", "list"))
    assert steps[-1].command == "harness gate zosmf --seed 7 -- zowe jobs list"


def test_after_a_pass_the_way_to_more_is_shown() -> None:
    """A pass says what it did not cover, how to send more, and how to compare later."""
    steps = told(sample.PASS, command_line=("check", "zosmf", "--profile", "standard"))
    assert steps[0].text == "2 of 10 operations were skipped; the operations table says why."
    assert steps[1].command == "harness check zosmf --profile deep"
    assert steps[2].command == "harness diff reports/20260105T080000Z-check-zosmf latest"


def test_after_a_quick_pass_the_refusals_are_still_to_be_seen() -> None:
    """A pass of the quick profile says which documented answers it did not ask for, and how to."""
    steps = told(sample.PASS, profile="quick", command_line=("check", "zosmf", "--profile", "quick"))
    assert "nothing that is to be refused" in steps[1].text
    assert steps[1].command == "harness check zosmf --profile standard"


def test_a_folder_is_not_used_twice() -> None:
    """A run that is repeated gets a folder of its own, for a folder holds one run."""
    line = ("check", "zosmf", "--out", "there")
    assert told(sample.FAIL, command_line=line)[-1].command == "harness check zosmf --seed 7"
    assert told(sample.PASS, command_line=line)[-1].command == "harness diff there latest"


def test_a_deep_pass_asks_for_no_more() -> None:
    """After the deepest profile there is none deeper to advise."""
    assert not any("deep" in step.command for step in told(sample.PASS, profile="deep"))


def test_mild_findings_of_a_pass_are_mentioned() -> None:
    """A pass with findings below the threshold does not hide them."""
    assert told(sample.PASS, found=True)[0].text.startswith("Nothing reached the threshold")


def test_an_inconclusive_run_is_not_to_be_read_as_a_pass() -> None:
    """Where nothing was learned the reader is told so first, and sent to the doctor for a real target."""
    real = replace(sample.TARGET, name="prod", embedded=False)
    steps = told(sample.INCONCLUSIVE, targets=(real,))
    assert "do not read this as a pass" in steps[0].text
    assert steps[2].command == "harness doctor prod"


def test_a_run_that_was_killed_is_inconclusive() -> None:
    """A run without a verdict is advised about like one that shows nothing."""
    assert told(None)[0] == told(sample.INCONCLUSIVE)[0]
