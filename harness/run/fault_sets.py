"""Named sets of faults that a client may be put through, and sets of one's own from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from harness.emulation.faults import parse_faults
from harness.errors import UsageError

FaultList = Sequence[Mapping[str, Any]]

FAULT_SETS: Mapping[str, FaultList] = {
    "slow": [{"fault": {"kind": "delay", "seconds": 2.0}}],
    "unavailable": [
        {"match": {"nth": nth}, "fault": {"kind": "status", "status": 503, "retry_after": 1}}
        for nth in (1, 2)
    ],
    "broken": [
        {"match": {"method": "GET", "nth": 2}, "fault": {"kind": "half-body"}},
        {"match": {"method": "GET", "nth": 4}, "fault": {"kind": "reset"}},
    ],
    "lost-answer": [
        {"match": {"method": method, "nth": 1}, "fault": {"kind": "half-body"}} for method in ("PUT", "POST")
    ],
    "expired-session": [{"match": {"nth": 2}, "fault": {"kind": "expired-session"}}],
    "slow-drip": [{"fault": {"kind": "slow-drip", "seconds": 2.0}}],
    "throttled": [
        {"match": {"nth": 2, "count": 2}, "fault": {"kind": "status", "status": 429, "retry_after": 1}}
    ],
    "stale-read": [{"match": {"method": "GET", "nth": 5, "count": 2}, "fault": {"kind": "stale-read"}}],
    "truncated-list": [{"fault": {"kind": "truncated-list"}}],
    "restart": [{"match": {"nth": 2, "count": 4}, "fault": {"kind": "vanished-jobs"}}],
}
"""Late answers; a server that is away for two requests; answers that break off; a submit that is carried
out although its answer is lost; a session that runs out in the middle; answers that take their time to
arrive; a server that wants to be left alone for a moment; old answers; lists that lack their end; jobs
that nobody knows for four requests."""


def fault_set(name: str) -> FaultList:
    """Return the set called ``name``, or the one in the JSON file of that path; else ``UsageError``."""
    if name in FAULT_SETS:
        return FAULT_SETS[name]
    file = Path(name)
    if not file.is_file():
        known = ", ".join(FAULT_SETS)
        raise UsageError(
            f"there is no set of faults called {name!r}", mend=f"a JSON file, or one of: {known}"
        )
    try:
        document: FaultList = json.loads(file.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise UsageError(f"not JSON: {error}", file=file, line=line) from error
    try:
        parse_faults(document)
    except UsageError as error:
        raise UsageError(error.what, mend=error.mend, file=file) from error
    return document
