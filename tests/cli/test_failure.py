from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.run.model import RunEnd, Ui
from tests.cli.conftest import CommandLine


def broken(_request: object, _ui: Ui) -> RunEnd:
    """Fail as our own code would, with a message of two lines."""
    raise ValueError("no such thing\nsecond line")


def misused(_request: object, _ui: Ui) -> RunEnd:
    """Fail as a file of the user's would."""
    raise UsageError("unknown key", mend="did you mean url?", file="harness.toml", line=3)


def test_a_usage_error_is_one_line_with_its_place(harness: CommandLine) -> None:
    """File, line, what and mend stand on one line of standard error."""
    harness.answer("check", misused)
    ended = harness("check")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == "harness: harness.toml:3: unknown key (did you mean url?)\n"


def test_a_defect_is_one_line_and_its_traceback_is_kept(harness: CommandLine) -> None:
    """Our own failure ends with exit code 4, one line, and a file that holds the traceback."""
    harness.answer("check", broken)
    ended = harness("check")
    assert (ended.exit_code, ended.stdout) == (4, "")
    found = re.fullmatch(
        r"harness: a defect of the harness: ValueError: no such thing "
        r"\(traceback in (\S+); --debug shows it\)\n",
        ended.stderr,
    )
    assert found
    saved = Path(found[1])
    assert 'raise ValueError("no such thing' in saved.read_text()
    saved.unlink()


def test_debug_shows_the_traceback(harness: CommandLine) -> None:
    """With --debug the traceback is on standard error and nothing is saved."""
    harness.answer("check", broken)
    ended = harness("check", "--debug")
    assert ended.exit_code == 4
    assert "Traceback (most recent call last)" in ended.stderr
    assert ended.stderr.endswith("(see above)\n")


@pytest.mark.parametrize(("run", "code"), [(misused, 2), (broken, 4)])
def test_json_gets_an_object_even_then(harness: CommandLine, run: object, code: int) -> None:
    """With --json a failure still prints exactly one object, in which the line is the reason."""
    harness.answer("check", run)  # type: ignore[arg-type]
    ended = harness("check", "--json", "--debug")
    summary = json.loads(ended.stdout)
    assert (ended.exit_code, summary["exit_code"], summary["verdict"]) == (code, code, "inconclusive")
    assert f"harness: {summary['reason']}\n" in ended.stderr
    assert set(summary) == {"verdict", "exit_code", "reason", "run_folder", "findings", "counts"}


def test_the_client_s_own_options_are_not_ours(harness: CommandLine) -> None:
    """What stands after -- belongs to the client: its --json does not turn ours on."""
    harness.answer("gate", misused)
    assert harness("gate", "zosmf", "--", "client", "--json").stdout == ""


def test_wrong_usage_keeps_click_s_suggestion(harness: CommandLine) -> None:
    """A mistyped command or option is answered with the near one."""
    assert harness("chek").stderr == "harness: no such command 'chek' (did you mean check?)\n"
    assert harness("check", "--sed", "1").stderr == "harness: no such option '--sed' (did you mean --seed?)\n"


def test_wrong_usage_points_at_the_help(harness: CommandLine) -> None:
    """Any other wrong usage says which help to read."""
    ended = harness("race")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == "harness: missing argument 'TARGET' (see: harness race --help)\n"
