"""What a piece of JCL names and starts, read without running it.

Read on the safe side: every character that any code page takes for the end of a line ends one, letter
case does not matter, and what stands in in-stream data counts too.
"""

from __future__ import annotations

import re

_JOB = re.compile(r"//(\S*)\s+JOB(?=\s|$)", re.IGNORECASE)
_COMMANDS = (
    "CANCEL|DISPLAY|FORCE|HALT|HOLD|LOG|MODE|MODIFY|MONITOR|MOUNT|QUIESCE|RELEASE|REPLY|RESET|SEND|SET|SETPROG"
    "|START|STOP|STOPMN|SWITCH|UNLOAD|VARY|WRITELOG|COMMAND"
)
_HAZARDS = (
    (re.compile(r"/\*\$"), "a JES2 command"),
    (re.compile(r"/\*(XEQ|XMIT|ROUTE\s+XEQ)\b|//\S*\s+XMIT\b", re.IGNORECASE), "work for another system"),
    (re.compile(rf"//(\S+\s+COMMAND|\s+({_COMMANDS}))(?=\s|$)", re.IGNORECASE), "a system command"),
    (re.compile(r".*\bINTRDR\b", re.IGNORECASE), "the internal reader, which starts further jobs"),
)
"""Statements that reach beyond the job itself (z/OS MVS JCL Reference: command statements, XMIT, SYSOUT
parameter; z/OS JES2 Initialization and Tuning Guide: JES2 control statements)."""


def job_names(jcl: str) -> tuple[str, ...]:
    """Return the name on each JOB statement, in order."""
    found = (_JOB.match(line) for line in jcl.splitlines())
    return tuple(match.group(1) for match in found if match)


def hazard(jcl: str) -> str | None:
    """Return what the JCL holds that could touch more than the jobs it names, or None."""
    lines = jcl.splitlines()
    return next((what for pattern, what in _HAZARDS if any(pattern.match(line) for line in lines)), None)
