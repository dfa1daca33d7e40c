"""The job correlator: 31 characters of JES, a colon, and up to 32 of the submitter.

Layout after captured answers (zowe/jobs, zowe-client-kotlin-sdk): job id, member name padded with
points, the high word of the TOD clock in hexadecimal, seven reserved points.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import quote

_TOD_ORIGIN = datetime(1900, 1, 1, tzinfo=UTC)
_TOD_UNIT = 1.048576
"""Seconds that one step of the clock's high word stands for."""
USER_PART = re.compile(r"[A-Z$#@][A-Z0-9$#@]{0,31}")
"""The submitter's part (IBM topic: Submit a job, X-IBM-User-Correlator)."""


def make_correlator(letter: str, number: int, member: str, at: datetime, user_part: str = "") -> str:
    """Return the correlator of a job that the system took at ``at``; ``letter`` is J, S or T."""
    word = int((at - _TOD_ORIGIN).total_seconds() / _TOD_UNIT) & 0xFFFFFFFF
    return f"{letter}{number:07d}{member:.<8}{word:08X}.......:{user_part}"


def user_part(correlator: str) -> str:
    """Return what the submitter added, empty when nothing."""
    return correlator.partition(":")[2]


def in_url(correlator: str) -> str:
    """Return the correlator as documents write it in addresses: the colon as ``%3A``."""
    return quote(correlator, safe="$@")
