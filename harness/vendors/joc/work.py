"""What an embedded JOC may be asked to run, and how a site describes its own orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.target import Length, WorkItem

WORK = (
    WorkItem("short", Length.SHORT, {"jobChain": "/agent/job_chain1"}),
    WorkItem("long", Length.LONG, {"jobChain": "/batch/sleep", "params": {"seconds": "60"}}),
    WorkItem("held", Length.HELD, {"jobChain": "/agent/job_chain1", "at": "now + 86400"}),
    WorkItem("failing", Length.FAILING, {"jobChain": "/batch/failing"}),
    WorkItem("set-back", Length.FAILING, {"jobChain": "/batch/setback"}),
    WorkItem("suspended", Length.HELD, {"jobChain": "/batch/suspending"}),
)
"""Two steps of a moment each, a step that sleeps, an order that starts tomorrow, a step that fails, one that
is set back twice before it fails, and one whose failure suspends the order."""

_TEXT = {"type": "string", "maxLength": 255, "pattern": "^[^<>]*$"}
WORK_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["jobChain"],
    "properties": {
        "jobschedulerId": {**_TEXT, "description": "Identification of the Master."},
        "jobChain": {
            "type": "string",
            "pattern": "^/[^,]+$",
            "description": "Full path of the chain to which orders are added; their ids are the tags.",
        },
        "at": {**_TEXT, "description": "When they start, such as 'now + 3600'; at once without it."},
        "timeZone": {**_TEXT, "description": "Time zone of `at`."},
        "state": {**_TEXT, "description": "Node to start at."},
        "endState": {**_TEXT, "description": "Node to end at."},
        "title": {**_TEXT, "description": "Title of the orders."},
        "priority": {"type": "integer", "minimum": 0, "description": "Priority of the orders."},
        "params": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Parameters of the orders by name.",
        },
    },
}


def order_tag(token: str, number: int) -> str:
    """Return an order id: a slash, ``h``, the run's token, a counter.

    Any text of up to 255 characters would do, but releases before 1.12.4 put a slash before an id that has
    none: this one is the same on all of them.
    """
    return f"/h{token}-{number:05d}"
