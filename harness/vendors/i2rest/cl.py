"""What a CL command names, read without running it; what is not surely read is not read at all.

Read on the safe side: blanks, one name, keywords with plain values. Comments, labels, quotes in keywords
of jobs, expressions and keywords that nobody listed make a command unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from harness.flow import JobRef
from harness.vendors.i2rest import jobs

_HEAD = re.compile(r" *(?:QSYS/)?([A-Z]{1,10})((?: +[A-Z]{1,10}\([^()']*\))*) *", re.IGNORECASE)
_OPERAND = re.compile(r"([A-Z]{1,10})\(([^()']*)\)", re.IGNORECASE)
_TAG = re.compile(r"(?<![A-Z0-9])JOB\(([A-Z$#@{][A-Z0-9$#@_.{}]{0,9})\)", re.IGNORECASE)
_HARMLESS: Mapping[str, frozenset[str]] = {
    "HLDJOB": frozenset({"JOB", "SPLFILE"}),
    "RLSJOB": frozenset({"JOB"}),
    "ENDJOB": frozenset({"JOB", "OPTION", "DELAY", "SPLFILE", "LOGLMT"}),
    "CHGJOB": frozenset({"JOB", "JOBPTY"}),
}
"""Keywords that touch no job but the one named; ENDJOB ADLINTJOBS(*ALL) ends others as well."""


@dataclass(frozen=True, slots=True)
class Touching:
    """A command about a job: the job, or why it cannot be told which."""

    job: JobRef | None
    unreadable: str | None = None


def touching(text: str) -> Touching:
    """Return the one job that HLDJOB, RLSJOB, ENDJOB or CHGJOB is about."""
    head = _HEAD.fullmatch(text)
    allowed = _HARMLESS.get(head[1].upper()) if head is not None else None
    if head is None or allowed is None:
        return Touching(None, "the command cannot be read in full")
    operands = [(found[1].upper(), found[2].strip(" ").upper()) for found in _OPERAND.finditer(head[2])]
    values = dict(operands)
    if len(values) < len(operands) or not values.keys() <= allowed:
        return Touching(None, "the command has a keyword that may reach other jobs")
    job = jobs.qualified(values.get("JOB", ""))
    return Touching(job, None if job else "the command names its job by less than number, user and name")


def submitted_name(text: str) -> str | None:
    """Return the name under which SBMJOB submits, None when it cannot be told."""
    names = {found.upper() for found in _TAG.findall(text)}
    return names.pop() if len(names) == 1 else None


def template_of(text: str, name: str) -> str:
    """Return a command with ``{tag}`` in place of the name that it submits under."""
    return text.replace(name, "{tag}")
