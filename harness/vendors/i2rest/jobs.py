"""How the IBM i names a job: number, user and name, all three, as ``030131/USRX/EODJOB``.

A job of i2Rest's own, which carries out a call, is named alike and is not the batch job (i2Rest API,
run_command example; message CPC1221).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from harness.flow import JobRef

PARTS = ("jobnum", "jobuser", "jobname")
"""The parts of a name, as the look-up programs call them."""
_NAME = r"[A-Z$#@][A-Z0-9$#@_.]{0,9}"
_QUALIFIED = re.compile(rf"([0-9]{{6}})/({_NAME})/({_NAME})")
_SUBMITTED = re.compile(r"([0-9]{6})/([^/ ]{1,10})/([^/ ]{1,10}) submitted to job queue ")
"""The text of CPC1221 as Kestra's plugin, Code for IBM i and Ansible's ibm.power_ibmi read it; other texts
hold names of jobs as well."""


def named(number: str, user: str, name: str) -> JobRef:
    """Return the job with these parts."""
    return JobRef(f"{number}/{user}/{name}", dict(zip(PARTS, (number, user, name), strict=True)))


def qualified(text: str) -> JobRef | None:
    """Return the job that a qualified name means, None for anything less: it could be several jobs."""
    found = _QUALIFIED.fullmatch(text)
    return None if found is None else named(*found.groups())


def submitted(document: Any) -> JobRef | None:
    """Return the job that the job log of an answer says was submitted."""
    log = document.get("joblog") if isinstance(document, Mapping) else None
    for line in log if isinstance(log, list) else ():
        found = _SUBMITTED.search(line) if isinstance(line, str) else None
        if found is not None:
            return named(*found.groups())
    return None


def in_row(row: Any) -> JobRef | None:
    """Return the job that the input, the output or a row of a look-up program names."""
    parts = [row.get(part) for part in PARTS] if isinstance(row, Mapping) else [None]
    texts = [part.strip(" ").upper() for part in parts if isinstance(part, str)]
    return qualified("/".join(texts)) if len(texts) == len(PARTS) else None


def input_of(job: JobRef) -> dict[str, str]:
    """Return the input of a look-up program for a job."""
    return dict(zip(PARTS, job.key.split("/"), strict=True))
