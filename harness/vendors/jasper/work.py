"""What an embedded JasperReports Server may be asked to run, and how a site describes its own jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.target import Length, WorkItem

_ONCE = {"timezone": "UTC", "startType": 1, "occurrenceCount": 1}
_FAR = {**_ONCE, "startType": 2, "startDate": "2099-01-01 00:00"}


def _job(report: str, trigger: Mapping[str, Any], *, overwrite: bool = True) -> dict[str, Any]:
    return {
        "job": {
            "label": "{tag}",
            "description": "about {tag}",
            "source": {"reportUnitURI": f"/reports/samples/{report}", "parameters": {"parameterValues": {}}},
            "trigger": {"simpleTrigger": dict(trigger)},
            "baseOutputFilename": "{tag}" if overwrite else "kept-{tag}",
            "outputFormats": {"outputFormat": ["PDF"]},
            "repositoryDestination": {"folderURI": "/temp", "overwriteFiles": overwrite},
        }
    }


WORK = (
    WorkItem("short", Length.SHORT, _job("AllAccounts", _ONCE)),
    WorkItem("long", Length.LONG, _job("SlowReport", _ONCE)),
    WorkItem("held", Length.HELD, _job("AllAccounts", _FAR)),
    WorkItem("kept", Length.HELD, _job("AllAccounts", _FAR, overwrite=False)),
    WorkItem("failing", Length.FAILING, _job("FailingReport", _ONCE)),
    WorkItem(
        "recurring",
        Length.LONG,
        _job(
            "AllAccounts",
            {**_ONCE, "occurrenceCount": -1, "recurrenceInterval": 1, "recurrenceIntervalUnit": "MINUTE"},
        ),
    ),
)
"""Once at once, once at once and for long, once in a far future, so too with files that nobody may overwrite,
once with a report that fails, and every minute. A job is gone when its last run has ended."""

WORK_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["job"],
    "properties": {
        "job": {
            "type": "object",
            "description": "The job descriptor as for scheduling a report; {tag} finds the job again.",
            "required": ["label", "source", "trigger", "baseOutputFilename", "outputFormats"],
            "properties": {
                "label": {"const": "{tag}"},
                "baseOutputFilename": {"type": "string", "pattern": r"\{tag\}"},
            },
        },
        "context": {
            "enum": ["jasperserver-pro", "jasperserver"],
            "description": "The web application: jasperserver-pro, unless it says otherwise.",
        },
    },
}


def job_tag(token: str, number: int) -> str:
    """Return a label: ``harness-``, the run's token, a counter of three digits in base 36.

    It is the name of the output files too, which may hold letters, digits and ``_ . - ; @``; equal
    lengths keep one tag from being part of another, as the server compares names of files
    (JasperReports Server CE source since 6.2). Raise ``ValueError`` beyond 36³.
    """
    if not 0 <= number < 36**3:
        raise ValueError(f"a run has 46656 labels, there is none with number {number}")
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    counter = "".join(digits[number // 36**place % 36] for place in (2, 1, 0))
    return f"harness-{token}-{counter}"
