"""run_command: one CL command in the session job, and what it said (i2Rest API, run_command)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.exchange import Response
from harness.vendors.i2rest.emulator.answers import called, error
from harness.vendors.i2rest.emulator.asked import Asked, UnreadableError, document_of, flag
from harness.vendors.i2rest.emulator.cl.setting import Setting
from harness.vendors.i2rest.emulator.cl.table import run
from harness.vendors.i2rest.emulator.failing import failed, lines
from harness.vendors.i2rest.emulator.messages import EscapeError

_DONE = "Command call was completed successfully"


def run_command(asked: Asked) -> Response:
    """Run the command and answer when it has ended."""
    try:
        document = document_of(asked.call)
        command = _command(document)
        wanted = {name: flag(document, name) for name in ("joblog", "joblog_on_error")}
    except UnreadableError as problem:
        return error(400, str(problem))
    try:
        said = run(command, Setting(asked.system, asked.session, asked.now, asked.settings))
    except EscapeError as escape:
        log = any(wanted.values())
        return failed(asked.release, escape, asked.session, log=log)
    found: dict[str, Any] = {"status": "OK", "details": _DONE}
    if wanted["joblog"]:
        found["joblog"] = lines(asked.release, said)
    if asked.release.job_always or wanted["joblog"]:
        found["job"] = asked.session.job
    return called(found)


def _command(document: Mapping[str, Any]) -> str:
    command = document.get("command")
    if not isinstance(command, str) or not command.strip():
        raise UnreadableError("command is required")
    return command
