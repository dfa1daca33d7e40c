from __future__ import annotations

import jsonschema
import pytest

from harness.run.tags import tag_prefix
from harness.target import Length, WorkItem
from harness.vendors.iics import VENDOR
from harness.vendors.iics.work import WORK, WORK_SCHEMA, run_tag, task_of


def test_the_items_keep_their_own_schema() -> None:
    """A site writes its tasks as the embedded ones are written."""
    for item in WORK:
        jsonschema.validate(dict(item.fields), WORK_SCHEMA)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "MTT"},
        {"task_id": "a"},
        {"type": "AVS", "task_id": "a"},
        {"type": "MTT", "task_id": "a", "task_name": "b"},
    ],
)
def test_a_task_has_a_type_and_one_name(fields: dict[str, str]) -> None:
    """As the resource wants it."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(fields, WORK_SCHEMA)


def test_tasks_are_taken_in_turn() -> None:
    """A stop ends all runs of a task, so that the next start takes another task."""
    item = WorkItem("w", Length.LONG, {"type": "MTT", "task_names": ["a", "b"]})
    named = [task_of(item, run_tag("k3x9", number))["taskName"] for number in range(4)]
    assert named == ["a", "b", "a", "b"]
    assert task_of(item, "another's")["taskName"] == "a"


def test_an_address_ends_with_the_tag() -> None:
    """By which the run is found in the monitor."""
    item = WorkItem("w", Length.SHORT, {"type": "DSS", "task_federated_id": "f", "callback": "http://r"})
    assert task_of(item, "h1") == {"taskFederatedId": "f", "taskType": "DSS", "callbackURL": "http://r/h1"}


def test_tags_of_a_run_begin_alike() -> None:
    """So that a run tells its own."""
    assert tag_prefix(VENDOR, "k3x9").startswith("hk3x9")
