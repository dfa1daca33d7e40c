from __future__ import annotations

from harness.vendors.joc.emulator.release import DOCUMENTED
from harness.vendors.joc.emulator.routes import GETS, POSTS


def test_operations_are_named_once() -> None:
    """Counts by operation tell them apart."""
    names = [route.operation for route in (*POSTS.values(), *GETS.values())]
    assert len(set(names)) == len(names) > 60


def test_changes_want_json_but_for_those_of_chains() -> None:
    """As the resource interfaces declare it."""
    loose = {"job_chains", "job_chain_nodes"}
    for path, route in POSTS.items():
        changes = any(":view:" not in permission for permission in route.permissions)
        if changes and route.permissions:
            assert route.json_only is (path.partition("/")[0] not in loose), path


def test_some_resources_are_of_other_releases() -> None:
    """They are not there at the documented level."""
    gone = {path for path, route in POSTS.items() if not route.when(DOCUMENTED)}
    assert gone == {
        *("jobscheduler/log", "jobscheduler/statistics", "orders/overview/snapshot/event"),
        *("jobs/reset_run_time", "orders/reset_run_time"),
    }
