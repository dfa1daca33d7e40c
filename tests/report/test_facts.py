from __future__ import annotations

from dataclasses import replace

from harness.report.facts import LONGEST, command_line, duration, facts, place, tally, title, took
from tests.report import sample

RUN = sample.run_of(sample.PASS)


def test_a_run_is_called_by_its_command_and_targets() -> None:
    """The title is what was typed, less its options."""
    assert title(RUN) == "check zosmf"


def test_the_command_line_can_be_typed_again() -> None:
    """Arguments are quoted for a shell, and the program stands first exactly once."""
    assert command_line(replace(RUN, command_line=("check", "a b"))) == "harness check 'a b'"
    assert command_line(replace(RUN, command_line=("harness", "check"))) == "harness check"


def test_a_command_keeps_its_lines() -> None:
    """A line feed within an argument is part of the command; a command without end is cut."""
    words = ("gate", "zosmf", "--", "sh", "-c", "a\nb")
    assert command_line(replace(RUN, command_line=words)) == "harness gate zosmf -- sh -c 'a\nb'"
    assert len(command_line(replace(RUN, command_line=("x" * 9000,)))) == LONGEST + 1


def test_options_can_be_left_out_of_a_command_line() -> None:
    """An option goes with its value, in both spellings, and a gated command is not ours to change."""
    words = ("gate", "zosmf", "--out", "there", "--seed=1", "--json", "--", "tool", "--out", "here")
    line = command_line(replace(RUN, command_line=words), without=("--out", "--seed"))
    assert line == "harness gate zosmf --json -- tool --out here"


def test_a_run_is_found_where_it_was_put() -> None:
    """The folder is that of ``--out``, else the one under reports."""
    assert place(RUN) == "reports/20260105T080000Z-check-zosmf"
    assert place(replace(RUN, command_line=("check", "--out", "there", "zosmf"))) == "there"
    assert place(replace(RUN, command_line=("check", "--out=there"))) == "there"


def test_a_run_that_did_not_end_took_no_time() -> None:
    """The length of a run is known only once it ended."""
    assert (duration(RUN), took(RUN)) == (38.412, "38.4 s")
    assert (duration(replace(RUN, ended=None)), took(replace(RUN, ended=None))) == (None, "did not end")


def test_findings_are_counted_worst_first() -> None:
    """Every severity is counted, also one that did not occur, with its word in the right number."""
    assert tally(sample.findings()[:3]) == (
        ("error", "errors", 2),
        ("warning", "warning", 1),
        ("info", "info", 0),
    )


def test_facts_tell_what_a_reader_needs_to_repeat_a_run() -> None:
    """Target, mode, level, profile, seed, versions and the digest of the requests are all there."""
    told = dict(facts(RUN))
    assert told["Target"] == "zosmf (zosmf, embedded emulator, mode unrestricted, judged as documented)"
    assert (told["Seed"], told["Profile"], told["Fails on"]) == ("7", "standard", "warning")
    assert told["Versions"] == "harness 0.1.0, python 3.11.9, schemathesis 4.32.5"
    assert told["Requests"] == "digest b2c4e8f0a1d3"


def test_each_of_several_targets_has_its_verdict() -> None:
    """The verdict of a run is that of its worst target, so each target's own is told."""
    targets = (replace(sample.TARGET, verdict=sample.PASS), replace(sample.TARGET, verdict=sample.FAIL))
    told = [value for name, value in facts(replace(RUN, targets=targets)) if name == "Its verdict"]
    assert [text.partition(":")[0] for text in told] == ["Pass", "Fail"]
    assert "Its verdict" not in dict(facts(replace(RUN, targets=targets[:1])))


def test_what_does_not_apply_is_left_out() -> None:
    """A load run has no profile, and an empty line would say nothing."""
    told = dict(facts(replace(RUN, profile=None, seed=None, details={})))
    assert not {"Profile", "Seed", "Fails on", "Requests"} & told.keys()
