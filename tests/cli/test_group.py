from __future__ import annotations

import importlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import harness as product
from harness.cli.group import COMMANDS
from harness.errors import TargetError
from harness.finding import Verdict, VerdictKind
from harness.run.model import RunEnd, Ui
from tests.cli.conftest import CommandLine

ENTRY = "from harness.cli import main; main()"


def test_every_file_is_a_command_and_every_command_a_file() -> None:
    """The help's list and the folder of commands say the same."""
    folder = Path(importlib.import_module("harness.cli.commands").__path__[0])
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == set(COMMANDS)


def test_help_shows_commands_in_order_and_the_exit_codes(harness: CommandLine) -> None:
    """Help lists every command with a line, and says what each exit code means."""
    shown = harness("--help")
    assert shown.exit_code == 0
    assert re.findall(r"^  ([a-z]+) {2,}\S", shown.stdout, re.MULTILINE) == list(COMMANDS)
    assert "3 inconclusive" in shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(harness: CommandLine, command: str) -> None:
    """-h works on every command and runs nothing."""
    shown = harness(command, "-h")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"Usage: harness {command} ")
    assert harness.asked == []


def test_help_imports_nothing_heavy() -> None:
    """Help is quick because it imports neither a vendor nor an engine nor a table printer."""
    code = f"""
import sys
try:
    sys.argv = ["harness", "check", "--help"]
    {ENTRY.replace("; ", chr(10) + "    ")}
finally:
    heavy = {{"aiohttp", "hypothesis", "jsonschema", "numpy", "orjson", "requests", "rich", "yaml"}}
    ours = {{name for name in sys.modules if name.startswith(("harness.vendor", "harness.config"))}}
    print("loaded:", sorted(heavy & set(sys.modules) | ours))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("loaded: []")


def test_version(harness: CommandLine) -> None:
    """--version prints name and version."""
    assert harness("--version").stdout == f"harness, version {product.__version__}\n"


def test_without_arguments_the_help_is_shown(harness: CommandLine) -> None:
    """A bare harness shows the help and counts as wrong usage: nothing was done."""
    shown = harness()
    assert shown.exit_code == 2
    assert "Commands:" in shown.stderr


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (VerdictKind.PASS, 0),
        (VerdictKind.FAIL, 1),
        (VerdictKind.INCONCLUSIVE, 3),
        (VerdictKind.SKIPPED, 3),
    ],
)
def test_the_verdict_is_the_exit_code(harness: CommandLine, kind: VerdictKind, code: int) -> None:
    """A run's end decides how the process ends."""
    harness.answer("check", lambda _request, _ui: RunEnd.of(Verdict(kind, "because")))
    assert harness("check").exit_code == code


def test_an_interrupted_run_is_inconclusive(harness: CommandLine) -> None:
    """Ctrl-C that no command caught ends with one line and exit code 3."""

    def interrupted(_request: object, _ui: Ui) -> RunEnd:
        raise KeyboardInterrupt

    harness.answer("check", interrupted)
    ended = harness("check")
    assert ended.exit_code == 3
    assert ended.stderr.strip() == "harness: interrupted"


def test_sigterm_ends_like_ctrl_c() -> None:
    """A CI server's SIGTERM reaches a command as KeyboardInterrupt, so that it can finish its record."""
    code = f"""
import sys, os, signal, types
from harness.finding import Verdict, VerdictKind
from harness.run.model import RunEnd
def run(request, ui):
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
    except KeyboardInterrupt:
        ui.notice("record finished")
        return RunEnd.of(Verdict(VerdictKind.INCONCLUSIVE, "interrupted"))
module = types.ModuleType("harness.run.check")
module.run = run
sys.modules["harness.run.check"] = module
sys.argv = ["harness", "check"]
{ENTRY}
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (3, "record finished\n")


def test_a_reader_that_goes_away_is_no_defect() -> None:
    """When standard output is closed early (`| head`), no verdict and no traceback comes of it."""
    read, write = os.pipe()
    os.close(read)
    code = "import sys; sys.argv = ['harness', '--help']; " + ENTRY
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=30,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN),
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (3, b"")


def test_an_unreachable_target_is_inconclusive(harness: CommandLine) -> None:
    """A target error is one line and exit code 3."""

    def unreachable(_request: object, _ui: Ui) -> RunEnd:
        raise TargetError("https://mvs1 refused the connection", mend="is it up?")

    harness.answer("check", unreachable)
    ended = harness("check")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert ended.stderr == "harness: https://mvs1 refused the connection (is it up?)\n"
