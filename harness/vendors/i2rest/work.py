"""What an embedded i2Rest may be asked to run, and how a site describes its own jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.target import Length, WorkItem


def _submit(command: str, *keywords: str) -> dict[str, str]:
    return {"command": " ".join((f"SBMJOB CMD({command}) JOB({{tag}})", *keywords))}


_KEEP = "LOG(4 00 *SECLVL)"
"""Spools the job log whatever the end, so that the job stays on an output queue."""
WORK = (
    WorkItem("short", Length.SHORT, _submit("DLYJOB DLY(1)", _KEEP)),
    WorkItem("clean", Length.SHORT, _submit("DLYJOB DLY(1)", "LOG(4 00 *NOLIST)")),
    WorkItem("long", Length.LONG, _submit("DLYJOB DLY(60)", _KEEP)),
    WorkItem("held", Length.HELD, _submit("DLYJOB DLY(1)", "HOLD(*YES)", _KEEP)),
    WorkItem("failing", Length.FAILING, _submit("CALL PGM(QTEMP/NOSUCHPGM)", _KEEP)),
)
"""A job that keeps its log, one that leaves nothing and so is gone at its end, one that waits for a minute,
one held on its queue, one whose program is not there (it ends abnormally)."""

WORK_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["command"],
    "properties": {
        "command": {
            "type": "string",
            "pattern": r"^SBMJOB [ -~]*JOB\(\{tag\}\)",
            "description": "The whole SBMJOB; {tag} stands for the job's name, which finds the job again.",
        },
    },
}


def job_tag(token: str, number: int) -> str:
    """Return a job name: ``H``, the run's token (its first five characters), a counter in base 36.

    A name has one to ten of ``A-Z 0-9 $ # @ _ .`` and begins with no digit (IBM i, CL reference: names);
    36⁴ names are told apart. Raise ``ValueError`` beyond that.
    """
    if not 0 <= number < 36**4:
        raise ValueError(f"a run has 1679616 job names, there is none with number {number}")
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    counter = "".join(digits[number // 36**place % 36] for place in (3, 2, 1, 0))
    return f"H{token[:5].upper()}{counter}"
