"""What a piece of JCL names and starts, read without running it."""

from __future__ import annotations

import re

_JOB = re.compile(r"^//(\S*)[ \t]+JOB(?=[ \t]|$)", re.MULTILINE)
_COMMANDS = (
    "CANCEL|DISPLAY|FORCE|HALT|HOLD|LOG|MODE|MODIFY|MONITOR|MOUNT|QUIESCE|RELEASE|REPLY|RESET|SEND|SET|SETPROG"
    "|START|STOP|STOPMN|SWITCH|UNLOAD|VARY|WRITELOG|COMMAND"
)
_HAZARDS = (
    (re.compile(r"^/\*\$", re.MULTILINE), "a JES2 command"),
    (re.compile(r"^/\*(XEQ|XMIT|ROUTE[ \t]+XEQ)\b", re.MULTILINE | re.IGNORECASE), "work for another system"),
    (re.compile(r"^//\S*[ \t]+XMIT\b", re.MULTILINE | re.IGNORECASE), "work for another system"),
    (re.compile(rf"^//(\S+[ \t]+COMMAND|[ \t]+({_COMMANDS}))(?=[ \t]|$)", re.MULTILINE), "a system command"),
    (re.compile(r"\bINTRDR\b", re.IGNORECASE), "the internal reader, which starts further jobs"),
)
"""Statements that reach beyond the job itself (z/OS MVS JCL Reference: command statements, XMIT, SYSOUT
parameter; z/OS JES2 Initialization and Tuning Guide: JES2 control statements)."""


def job_names(jcl: str) -> tuple[str, ...]:
    """Return the name on each JOB statement, in order; also of one that stands in in-stream data."""
    return tuple(match.group(1) for match in _JOB.finditer(jcl))


def hazard(jcl: str) -> str | None:
    """Return what the JCL holds that could touch more than the jobs it names, or None."""
    return next((what for pattern, what in _HAZARDS if pattern.search(jcl)), None)
