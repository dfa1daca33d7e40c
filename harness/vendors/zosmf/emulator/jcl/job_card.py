"""What can be wrong with a JOB statement; such a job is accepted and then ends with ``JCL ERROR``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_NAME = re.compile(r"[A-Z$#@][A-Z0-9$#@]{0,7}")
_CLASS = re.compile(r"[A-Z0-9]{1,8}")
_KEYWORDS = frozenset(
    {"ADDRSPC", "BYTES", "CARDS", "CCSID", "CLASS", "COND", "DSENQSHR", "EMAIL", "GDGBIAS", "GROUP",
     "JESLOG", "JOBRC", "LINES", "MEMLIMIT", "MSGCLASS", "MSGLEVEL", "NOTIFY", "PAGES", "PASSWORD",
     "PERFORM", "PRTY", "RD", "REGION", "REGIONX", "RESTART", "SCHENV", "SECLABEL", "SYSAFF",
     "SYSTEM", "TIME", "TYPRUN", "UJOBCORR", "USER"}
)  # fmt: skip
"""Keywords of the JOB statement (z/OS MVS JCL Reference)."""
_CHECKED = {
    "CLASS": _CLASS,
    "MSGCLASS": re.compile(r"[A-Z0-9]"),
    "TYPRUN": re.compile(r"COPY|HOLD|JCLHOLD|SCAN"),
    "PRTY": re.compile(r"\d|1[0-5]"),
}
_MOST_POSITIONAL = 2
"""Accounting information and the programmer's name."""


def job_problems(name: str, positional: Sequence[str], named: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong, in the words of JESYSMSG."""
    if _NAME.fullmatch(name) is None:
        yield "IEFC662I INVALID LABEL"
    if len(positional) > _MOST_POSITIONAL:
        yield "IEFC640I EXCESSIVE NUMBER OF POSITIONAL PARAMETERS ON THE JOB STATEMENT"
    for keyword, value in named.items():
        if keyword not in _KEYWORDS:
            yield f"IEFC630I UNIDENTIFIED KEYWORD {keyword}"
        elif keyword in _CHECKED and _CHECKED[keyword].fullmatch(value) is None:
            yield f"IEFC009I KEYWORD {keyword} ON THE JOB STATEMENT HAS AN INVALID VALUE"
