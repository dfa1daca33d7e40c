"""Failures for people: one line on standard error, and the exit code that goes with it."""

from __future__ import annotations

import json
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from harness.errors import HarnessError

INCONCLUSIVE = 3
DEFECT = 4


def report_failure(error: Exception, arguments: Sequence[str]) -> int:
    """Print what went wrong and return the exit code.

    ``arguments`` are those of the command line: with ``--json`` among our own options, standard
    output gets the summary object as well; with ``--debug``, standard error the traceback.
    """
    own = arguments[: list(arguments).index("--")] if "--" in arguments else arguments
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    line, code = _told(error, debug="--debug" in own)
    click.echo(f"harness: {line}", err=True)
    if "--json" in own:
        summary = {"verdict": "inconclusive", "exit_code": code, "reason": line, "run_folder": None}
        click.echo(json.dumps({**summary, "findings": [], "counts": {}}))
    return code


def _told(error: Exception, *, debug: bool) -> tuple[str, int]:
    """Return the line and the exit code of a failure."""
    if isinstance(error, click.Abort):
        return "interrupted", INCONCLUSIVE
    if isinstance(error, click.ClickException):
        return _usage(error), 2
    if debug:
        click.echo("".join(traceback.format_exception(error)), err=True)
    if isinstance(error, HarnessError):
        return str(error), error.exit_code
    where = "see above" if debug else f"traceback in {_save(error)}; --debug shows it"
    first = str(error).strip().partition("\n")[0]
    return f"a defect of the harness: {type(error).__name__}: {first} ({where})", DEFECT


def _usage(error: click.ClickException) -> str:
    """Return click's message with a mend, on one line."""
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    possibilities = getattr(error, "possibilities", None)
    if possibilities:
        return f"{_plain(error)} (did you mean {possibilities[0]}?)"
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "harness"
    return f"{message} (see: {path} --help)"


def _plain(error: click.ClickException) -> str:
    """Return the message without click's own suggestion."""
    message = error.message.rstrip(".")
    return message[:1].lower() + message[1:]


def _save(error: Exception) -> Path:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="harness-defect-", suffix=".txt", delete=False
    ) as file:
        file.write("".join(traceback.format_exception(error)))
        return Path(file.name)
