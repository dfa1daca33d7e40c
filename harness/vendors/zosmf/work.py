"""What an embedded z/OSMF may be asked to run, and how a site describes its own jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.target import Length, WorkItem

_CARD = "//{tag} JOB (ACCT),'HARNESS',CLASS=A,MSGCLASS=H,NOTIFY=&SYSUID"
"""With eight characters for the tag and a comma behind it, the card ends before column 72."""


def _jcl(*lines: str, card: str = _CARD) -> dict[str, str]:
    return {"jcl": "".join(f"{line}\n" for line in (card, *lines))}


WORK = (
    WorkItem("short", Length.SHORT, _jcl("//STEP1 EXEC PGM=IEFBR14")),
    WorkItem("long", Length.LONG, _jcl("//STEP1 EXEC PGM=BPXBATCH,PARM='SH sleep 60'")),
    WorkItem(
        "held", Length.HELD, _jcl("//STEP1 EXEC PGM=IEFBR14", card=f"{_CARD},\n//             TYPRUN=HOLD")
    ),
    WorkItem("failing", Length.FAILING, _jcl("//STEP1 EXEC PGM=NOSUCHPG")),
)
"""A program that does nothing, a shell that sleeps, a job held at its JOB card, a program that is not
there (system abend 806)."""

WORK_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["jcl"],
    "properties": {
        "jcl": {
            "type": "string",
            "pattern": r"^//\{tag\} +JOB ",
            "description": "The whole job; {tag} stands for the job name, which finds the job again.",
        },
        "reader_class": {
            "type": "string",
            "pattern": "^[A-Z0-9]$",
            "description": "Class of the internal reader (X-IBM-Intrdr-Class).",
        },
    },
}


def job_tag(token: str, number: int) -> str:
    """Return a job name: ``H``, the run's token (its first four characters), a counter in base 36.

    A job name has one to eight of ``A-Z 0-9 $ # @`` and begins with no digit; 36³ names are told apart
    (z/OS MVS JCL Reference, JOB statement, name field). Raise ``ValueError`` beyond that.
    """
    if not 0 <= number < 36**3:
        raise ValueError(f"a run has 46656 job names, there is none with number {number}")
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    counter = "".join(digits[number // 36**place % 36] for place in (2, 1, 0))
    return f"H{token[:4].upper()}{counter}"
