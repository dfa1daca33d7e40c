"""Bodies of starts and stops: of tasks that are there, in every way to name them, and not quite right.

A name drawn from a schema names no task, so that hardly a start would ever succeed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import orjson
from hypothesis import strategies as st

from harness.target import WorkItem
from harness.vendor import Generation
from harness.vendors.iics.work import task_of

_MEDIA = ("application/json", "application/xml")
_TAG = "{tag}"
_KNOWN: tuple[dict[str, str], ...] = (
    {"taskId": "0034J90000000M", "taskType": "Workflow"},
    {"taskName": "taskName", "type": "WORKFLOW"},
    {"taskName": "Mask_Staff", "taskType": "dmask"},
    {"taskName": "Replicate_Sales", "taskType": "DRS"},
    {"taskName": "Import_Legacy", "taskType": "PCS"},
    {"taskName": "Load_Alone", "taskType": "MTT"},
    {"taskName": "Load_Nowhere", "taskType": "MTT"},
)
"""Tasks of the emulated organisation, named as clients name them; the first is that of the examples."""
_ELSEWHERE = {"taskFederatedId": "RiValYNIsTxzOTn3Tm85ax", "taskType": "MTT"}
_WRONG: tuple[dict[str, str], ...] = (
    {"taskName": "No Such Task", "taskType": "MTT"},
    {"taskId": "0034J9000000ZZ", "taskType": "DSS"},
    {"taskName": "Load_Orders", "taskType": "PCS"},
    {"taskName": "Close_Books", "taskType": "MTT"},
    {"taskName": "Ingest_Files", "taskType": "MI_TASK"},
    {"taskName": "Check_Addresses", "taskType": "AVS"},
    {"taskName": "Load_Orders", "taskType": "NOSUCH"},
    {"taskName": "Load_Orders"},
    {"taskType": "MTT"},
    {"taskId": "0034J90000000M", "taskName": "taskName", "taskType": "WORKFLOW"},
)
"""No such task, one of another type, one outside the Default folder, types that are not started here, what
is missing, and one name too many."""


def bodies(generation: Generation) -> Mapping[tuple[str, str], st.SearchStrategy[bytes]]:
    """Return what draws the bodies of a start and of a stop, by operationId and media type.

    With ``only_work`` a start is that of a work item, in whose address whoever sends it puts a fresh tag.
    """
    work = [task_of(item, _TAG) for item in generation.work]
    if generation.only_work:
        starts = st.sampled_from([{"@type": "job", **task} for task in work])
    else:
        starts = _requests([*work, *_KNOWN, _ELSEWHERE])
    stops = _requests([*map(_stoppable, generation.work), *_KNOWN])
    drawn = {"startJob": starts, "stopJob": stops}
    return {
        (name, media): strategy.map(_WRITERS[media]) for name, strategy in drawn.items() for media in _MEDIA
    }


def _requests(good: Sequence[Mapping[str, str]]) -> st.SearchStrategy[dict[str, str]]:
    """Draw a request: mostly one that is right, one in four with something wrong."""
    classed = st.booleans()
    task = st.one_of(*(st.sampled_from(good) for _ in range(3)), st.sampled_from(_WRONG))
    return st.builds(lambda task, classed: {**({"@type": "job"} if classed else {}), **task}, task, classed)


def _stoppable(item: WorkItem) -> dict[str, str]:
    task = task_of(item, _TAG)
    return {name: value for name, value in task.items() if name != "callbackURL"}


def _as_json(document: Mapping[str, Any]) -> bytes:
    return orjson.dumps(document)


def _as_xml(document: Mapping[str, str]) -> bytes:
    members = "".join(
        f"<{name}>{escape(value)}</{name}>" for name, value in document.items() if name != "@type"
    )
    return f"<job>{members}</job>".encode()


_WRITERS = {"application/json": _as_json, "application/xml": _as_xml}
