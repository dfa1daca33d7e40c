"""The resources by which tasks are found: task, mttask and workflow of v2, lookup of v3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.exchange import Response
from harness.vendors.iics.emulator.catalog import Catalog, Task
from harness.vendors.iics.emulator.documents import mapping_task_document, task_document, workflow_document
from harness.vendors.iics.emulator.errors import BAD_LOOKUP, MISSING, NO_ENTRY, WRONG_VALUE
from harness.vendors.iics.emulator.incoming import Incoming
from harness.vendors.iics.emulator.messages import answered, json_answer

_LISTED = ("DMASK", "DRS", "DSS", "MTT", "PCS")
"""What the task resource lists; linear taskflows have a resource of their own."""
_MOST_OBJECTS = 1000
_FORMS = ({"id"}, {"path", "type"})


def list_tasks(incoming: Incoming) -> Response:
    """Answer with the tasks of one type."""
    kind = incoming.query.get("type")
    if not kind:
        raise MISSING.refuse(name="type")
    if kind.upper() not in _LISTED:
        raise WRONG_VALUE.refuse(name="type", value=kind[:40])
    found = [task_document(task) for task in incoming.system.catalog if task.type == kind.upper()]
    return answered(incoming, found, wrapper="tasks")


def list_mapping_tasks(incoming: Incoming) -> Response:
    """Answer with every mapping task."""
    long = incoming.system.release.long_ids
    tasks = incoming.system.catalog
    found = [mapping_task_document(task, long=long) for task in tasks if task.type == "MTT"]
    return answered(incoming, found, wrapper="mtTasks")


def get_mapping_task(incoming: Incoming, id_: str) -> Response:
    """Answer with one mapping task."""
    return _mapping_task(incoming, incoming.system.catalog.by_id(id_), id_)


def get_mapping_task_by_name(incoming: Incoming, name: str) -> Response:
    """Answer with the mapping task of this name."""
    return _mapping_task(incoming, incoming.system.catalog.by_name(name), name)


def list_workflows(incoming: Incoming) -> Response:
    """Answer with every linear taskflow."""
    found = [workflow_document(task) for task in incoming.system.catalog if task.type == "WORKFLOW"]
    return answered(incoming, found, wrapper="workflows")


def lookup(incoming: Incoming) -> Response:
    """Answer with what is known of the objects asked for, by federated id or by path and type.

    Types are compared without case. What is not there is left out; that is inferred.
    """
    objects = incoming.body().get("objects")
    if not isinstance(objects, list) or not 0 < len(objects) <= _MOST_OBJECTS:
        raise BAD_LOOKUP.refuse()
    found = [_described(task) for task in _looked_up(objects, incoming.system.catalog)]
    return json_answer({"objects": found})


def _looked_up(objects: list[Any], catalog: Catalog) -> Iterator[Task]:
    for wanted in objects:
        names = wanted.keys() if isinstance(wanted, Mapping) else ()
        if set(names) not in _FORMS or not all(isinstance(value, str) for value in wanted.values()):
            raise BAD_LOOKUP.refuse()
        task = catalog.by_federated(wanted["id"]) if "id" in names else _by_path(wanted, catalog)
        if task is not None:
            yield task


def _by_path(wanted: Mapping[str, Any], catalog: Catalog) -> Task | None:
    folder, _, name = wanted["path"].rpartition("/")
    task = catalog.by_name(name, folder)
    return task if task is not None and task.type == wanted["type"].upper() else None


def _described(task: Task) -> dict[str, Any]:
    return {
        "id": task.federated,
        "path": task.path,
        "type": task.type,
        "description": "",
        "updatedBy": "harness@example.com",
        "updateTime": "2025-06-02T13:00:00Z",
    }


def _mapping_task(incoming: Incoming, task: Task | None, name: str) -> Response:
    if task is None or task.type != "MTT":
        raise NO_ENTRY.refuse(what="mapping task", id=name[:40])
    return answered(incoming, mapping_task_document(task, long=incoming.system.release.long_ids))
