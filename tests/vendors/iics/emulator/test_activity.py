from __future__ import annotations

import io
import json
import zipfile

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from harness.emulation.clock import EmulatorClock
from harness.vendors.iics.emulator.runs import Phase
from tests.vendors.iics.emulator.desk import LOG, LONG, MONITOR, SHORT, TASKFLOW, Desk, refusal


def test_a_run_goes_from_the_monitor_to_the_log_at_one_instant(desk: Desk) -> None:
    """Scripts wait until it is missing from the one, and take it from the other at once."""
    job = desk.start(SHORT)
    seen = []
    for _ in range(20):
        states = desk.states()
        logged = desk.log_of(job)
        assert bool(states) is not bool(logged)
        seen += states or [Phase.LOGGED.value]
        desk.wait(0.1)
    assert list(dict.fromkeys(seen)) == ["INITIALIZED", "RUNNING", "COMPLETED", "LOGGED"]


@pytest.mark.parametrize(
    ("task", "state", "words"),
    [
        (SHORT, 1, "No errors encountered."),
        ({"taskName": "Sync_Customers", "taskType": "DSS"}, 2, "Some rows were rejected by the target."),
        (
            {"taskName": "Load_Broken", "taskType": "MTT"},
            3,
            "The session failed: a reader could not be created.",
        ),
        ({"taskName": "Load_Nowhere", "taskType": "MTT"}, 3, "The Secure Agent cannot be reached."),
    ],
)
def test_the_state_of_an_entry_says_how_a_run_ended(
    desk: Desk, task: dict[str, str], state: int, words: str
) -> None:
    """1 is success, 2 is rows in error, 3 is failed."""
    job = desk.start(task)
    desk.wait(3)
    [entry] = desk.log_of(job)
    assert (entry["state"], entry["errorMsg"], entry["objectId"]) == (state, words, job["taskId"])
    assert (entry["failedTargetRows"] > 0) is (state == 2)


def test_times_are_eastern_and_say_that_they_were_utc() -> None:
    """Five hours behind in winter; the logical clock begins at eight in the morning, UTC."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D19"})))
    job = desk.start(SHORT)
    desk.wait(3)
    [entry] = desk.log_of(job)
    epoch = desk.emulator.clock.epoch
    assert isinstance(desk.emulator.clock, EmulatorClock)
    assert entry["startTimeUtc"] == epoch.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    hours = int(entry["startTimeUtc"][11:13]) - int(entry["startTime"][11:13])
    assert hours % 24 in {4, 5}


def test_a_run_id_alone_is_refused(desk: Desk) -> None:
    """Run ids are of their task."""
    assert refusal(desk.ask("GET", f"{LOG}?runId=1")) == (400, "APP_13475")
    earlier = Desk(EmulatorSettings(drifts=frozenset({"D13"})))
    earlier.start(SHORT)
    earlier.wait(3)
    assert [entry["runId"] for entry in earlier.get(f"{LOG}?runId=1")] == [1]


def test_the_log_is_cut_into_pages_the_newest_first(desk: Desk) -> None:
    """The usual page has 200 rows; a limit that is none counts as not given."""
    for _ in range(205):
        desk.start(SHORT)
    desk.wait(3)
    assert [entry["runId"] for entry in desk.get(f"{LOG}?rowLimit=2&offset=1")] == [204, 203]
    for query, rows in (
        ("", 200),
        ("?rowLimit=1000", 205),
        ("?rowLimit=0", 200),
        ("?rowLimit=x&offset=-", 200),
    ):
        assert len(desk.get(LOG + query)) == rows
    assert desk.get(f"{LOG}?taskId=none") == []
    assert len(desk.get(f"{LOG}?taskId=0034J900000014&rowLimit=1000")) == 205


def test_the_monitor_ignores_filters_and_shows_parts_when_asked(desk: Desk) -> None:
    """Clients send taskId and runId, which no document knows."""
    desk.start(TASKFLOW)
    desk.start(LONG)
    assert len(desk.get(f"{MONITOR}?taskId=0034J90000000M&runId=1")) == 2
    parts = [len(entry["entries"]) for entry in desk.get(f"{MONITOR}?details=true")]
    assert parts == [2, 0]
    assert [entry["entries"] for entry in desk.get(MONITOR)] == [[], []]


def test_an_entry_and_its_files_are_found_by_its_id(desk: Desk) -> None:
    """A session log is text, that of a taskflow an archive; the name stands between double quotes."""
    jobs = [desk.start(task) for task in (SHORT, TASKFLOW)]
    desk.wait(3)
    single, flow = (desk.log_of(job)[0]["id"] for job in jobs)
    assert desk.get(f"{LOG}/{single}")["id"] == single
    text, packed = (desk.ask("GET", f"{LOG}/{each}/sessionLog") for each in (single, flow))
    assert text.headers.get("Content-Disposition") == 'attachment; filename="s_Load_Orders_1.log"'
    assert packed.headers.get("Content-Type") == "application/zip;charset=UTF-8"
    assert zipfile.ZipFile(io.BytesIO(packed.body)).namelist() == [
        "s_Load_Orders.log",
        "s_Sync_Customers.log",
    ]
    errors = desk.ask("GET", f"/saas/api/v2/activity/errorLog/{single}")
    assert errors.body == b"No errors encountered.\n"


def test_an_entry_that_is_not_there_is_not_found(desk: Desk) -> None:
    """A run under way has no entry yet."""
    desk.start(LONG)
    for target in (f"{LOG}/0034J9C1000000000001", f"{LOG}/x/sessionLog"):
        assert refusal(desk.ask("GET", target))[0] == 404


def test_a_run_may_be_seen_late() -> None:
    """With a lag neither the monitor nor the log knows it."""
    desk = Desk(EmulatorSettings(lag=parse_laws("read=constant:5s")))
    job = desk.start(SHORT)
    desk.wait(4)
    assert (desk.states(), desk.log_of(job), desk.get(LOG)) == ([], [], [])
    desk.wait(1)
    assert len(desk.log_of(job)) == 1


def test_lists_in_xml(desk: Desk) -> None:
    """A root element with the entries as its children, their parts within it."""
    desk.start(TASKFLOW)
    answer = desk.ask("GET", f"{MONITOR}?details=true", Accept="application/xml")
    assert b"<activityMonitorEntries><activityMonitorEntry><id>" in answer.body
    assert b"<entries><activityMonitorEntry><id>1</id>" in answer.body


@pytest.mark.parametrize(
    ("drift", "field", "value"),
    [("D17", "state", 4), ("D18", "isStopped", False), ("D18", "UIState", 4), ("D20", "state", "3")],
)
def test_drifts_of_an_entry(drift: str, field: str, value: object) -> None:
    """Editions differ in what an entry tells."""
    desk = Desk(EmulatorSettings(drifts=frozenset({drift})))
    job = desk.start({"taskName": "Load_Nowhere", "taskType": "MTT"})
    desk.wait(3)
    assert desk.log_of(job)[0][field] == value


def test_drifts_of_the_monitor() -> None:
    """Later editions show a run as QUEUED first, and kinds of runs that cannot be started here."""
    assert Desk(EmulatorSettings(drifts=frozenset({"D15"}))).states() == ["RUNNING", "RUNNING"]
    desk = Desk(EmulatorSettings(drifts=frozenset({"D14"})))
    desk.start(LONG)
    assert desk.states() == ["QUEUED"]
    assert json.loads(desk.ask("GET", MONITOR).body)[0]["endTime"] is None
