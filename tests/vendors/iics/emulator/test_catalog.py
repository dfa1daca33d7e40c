from __future__ import annotations

from harness.vendors.iics.emulator.catalog import Catalog
from harness.vendors.iics.emulator.release import DOCUMENTED, DRIFTS

CATALOG = Catalog(DOCUMENTED)


def test_the_task_of_the_examples_is_there() -> None:
    """Its id is that of the start and stop examples, its name that of the sample callback."""
    task = CATALOG.by_id("0034J90000000M")
    assert task is not None
    assert (task.name, task.type) == ("taskName", "WORKFLOW")


def test_every_task_is_found_by_each_of_its_names() -> None:
    """Ids and names are unique."""
    for task in CATALOG:
        assert CATALOG.by_id(task.id) is task
        assert CATALOG.by_federated(task.federated) is task
        assert CATALOG.by_name(task.name, task.folder) is task
        assert task.path.endswith(f"/{task.name}")
    assert CATALOG.by_id("none") is CATALOG.by_federated("none") is CATALOG.by_name("none") is None


def test_later_ids_are_longer() -> None:
    """Of 20 characters, with letters for the kind of object."""
    assert {len(task.id) for task in CATALOG} == {14}
    assert {len(task.id) for task in Catalog(DRIFTS.release({"D37"}))} == {20}
