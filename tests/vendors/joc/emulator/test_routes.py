from __future__ import annotations

from harness.vendors.joc.emulator.release import DOCUMENTED, DRIFTS
from harness.vendors.joc.emulator.routes import GETS, POSTS, routes_of


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


def test_a_release_has_its_own_resources_and_forms() -> None:
    """What it lacks cannot be found, and its request documents have its limits."""
    documented, old = routes_of(DOCUMENTED), routes_of(DRIFTS.release(["D29", "D41"]))
    assert ("POST", "task/log/info") in documented
    assert ("POST", "task/log/info") not in old
    name = ("POST", "orders/suspend")
    forms = [table[name].form for table in (documented, old)]
    assert [form.required for form in forms if form] == [("jobschedulerId",), ("jobschedulerId", "orders")]
