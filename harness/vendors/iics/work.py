"""What an embedded Informatica Cloud may be asked to run, and how a site describes its own tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from harness.contract import Match
from harness.exchange import Response
from harness.flow import JobRef
from harness.guard import Exclusive, Running
from harness.target import Length, WorkItem
from harness.vendors.iics.documents import document_of, entries, text
from harness.vendors.iics.runs import run_in

_PARTS = 240
WORK = (
    WorkItem("short", Length.SHORT, {"type": "MTT", "task_name": "Load_Orders"}),
    WorkItem(
        "long",
        Length.LONG,
        {"type": "MTT", "task_names": [f"Load_Part_{part:03d}" for part in range(_PARTS)]},
    ),
    WorkItem("failing", Length.FAILING, {"type": "MTT", "task_name": "Load_Broken"}),
    WorkItem("taskflow", Length.SHORT, {"type": "WORKFLOW", "task_id": "0034J90000000M"}),
    WorkItem(
        "watched",
        Length.SHORT,
        {"type": "DSS", "task_name": "Sync_Customers", "callback": "{receiver}"},
    ),
)
"""Tasks of the emulated organisation. One that runs for a minute is taken by no second start, so that a
stop, which names a task, stops one run. The last one ends with row errors, and calls back."""

NAMES, TYPES = ("taskId", "taskFederatedId", "taskName"), ("taskType", "type")
"""Attributes of a request by which it names its task, and tells its type."""
_ONE_OF = ("task_id", "task_federated_id", "task_name")
_FIELDS = {"task_id": "taskId", "task_federated_id": "taskFederatedId", "task_name": "taskName"}
_TEXT = {"type": "string", "minLength": 1, "maxLength": 255}
WORK_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["type"],
    "properties": {
        "type": {
            "enum": ["DMASK", "DRS", "DSS", "MTT", "PCS", "WORKFLOW"],
            "description": "Type of the task.",
        },
        "task_id": {**_TEXT, "description": "The task's id, if it lies in the Default folder."},
        "task_federated_id": {**_TEXT, "description": "Its id from the lookup resource, wherever it lies."},
        "task_name": {**_TEXT, "description": "Its name, if it lies in the Default folder."},
        "task_names": {
            "type": "array",
            "items": _TEXT,
            "minItems": 1,
            "description": "Names of tasks that are started in turn, as a stop ends all runs of a task.",
        },
        "exclusive": {
            "type": "boolean",
            "description": "Whether only these runs use the task: a stop ends whatever of it runs, so that"
            " nothing is started or stopped where this is not said.",
        },
        "callback": {
            **_TEXT,
            "description": "Address to be called at the end, less the tag; {receiver} is the door's own.",
        },
    },
    "oneOf": [{"required": [name]} for name in (*_ONE_OF, "task_names")],
}


def task_of(work: WorkItem, tag: str) -> dict[str, str]:
    """Return the attributes of a start: the task by the name that the item gives, its type, the callback."""
    fields = work.fields
    named = {_FIELDS[name]: str(fields[name]) for name in _ONE_OF if name in fields}
    if "task_names" in fields:
        named["taskName"] = str(fields["task_names"][_turn(tag) % len(fields["task_names"])])
    task = {**named, "taskType": str(fields["type"])}
    return {**task, "callbackURL": f"{fields['callback']}/{tag}"} if "callback" in fields else task


def exclusive(work: Sequence[WorkItem]) -> tuple[Exclusive, ...]:
    """Return the tasks that items say only we use.

    One that is known by its federated id alone has no marks, as the monitor does not show such ids.
    """
    return tuple(
        Exclusive(frozenset({named(str(item.fields["type"]), name, value)}), _marks(name, value))
        for item in work
        if item.fields.get("exclusive") is True
        for name, value in _tasks(item)
    )


def running(match: Match, response: Response) -> tuple[Running, ...] | None:
    """Return every run under way, marked by its task's id and name; only the monitor tells of all."""
    document = document_of(response)
    if match.operation.id != "listRunning" or response.status != 200 or not isinstance(document, list):
        return None
    return tuple(_running(entry) for entry in entries(document))


def named(kind: str, name: str, value: str) -> str:
    """Return how a task of a type is named by one of its names."""
    return f"{kind.upper()} {name} {value}"


def run_tag(token: str, number: int) -> str:
    """Return what ends the address to call back: ``h``, the run's token, six digits."""
    return f"h{token}{number:06d}"


def _tasks(item: WorkItem) -> Iterator[tuple[str, str]]:
    yield from ((_FIELDS[name], str(item.fields[name])) for name in _ONE_OF if name in item.fields)
    yield from (("taskName", str(value)) for value in item.fields.get("task_names", ()))


def _marks(name: str, value: str) -> frozenset[str]:
    return frozenset() if name == "taskFederatedId" else frozenset({f"{name} {value}"})


def _running(entry: Mapping[str, Any]) -> Running:
    """Mark a run by whatever its entry tells; a run without a name of its own is nobody's that we know."""
    marks = {f"{name} {value}" for name in ("taskId", "taskName") if (value := text(entry, name))}
    return Running(run_in(entry) or JobRef(""), frozenset(marks))


def _turn(tag: str) -> int:
    digits = tag[-6:]
    return int(digits) if digits.isascii() and digits.isdigit() else 0
