from __future__ import annotations

from tests.vendors.iics.emulator.desk import LONG, Desk

WARNING = {"taskName": "Sync_Customers", "taskType": "DSS"}


def test_rows_grow_while_a_run_works(desk: Desk) -> None:
    """A thousand a second, counted from when it is RUNNING."""
    desk.start(LONG)
    rows = []
    for seconds in (0, 0.2, 1, 2):
        desk.wait(seconds)
        [entry] = desk.get("/saas/api/v2/activity/activityMonitor")
        rows.append(entry["successSourceRows"])
    assert rows == [0, 0, 1000, 3000]


def test_rows_in_error_are_counted_at_the_target(desk: Desk) -> None:
    """A run with row errors has read all and written less."""
    job = desk.start(WARNING)
    desk.wait(3)
    [entry] = desk.log_of(job)
    assert (entry["successSourceRows"], entry["successTargetRows"], entry["failedTargetRows"]) == (
        1000,
        900,
        100,
    )


def test_a_start_echoes_its_address_only_where_there_is_one(desk: Desk) -> None:
    """What the table calls the status of the job is what was sent."""
    url = "http://127.0.0.1:9/x"
    assert desk.start(LONG, callbackURL=url)["callbackURL"] == url
    assert "callbackURL" not in desk.start(LONG)
