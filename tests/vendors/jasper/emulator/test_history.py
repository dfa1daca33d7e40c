from __future__ import annotations

import json

import pytest

from tests.vendors.jasper.emulator.desk import JSON, PRO, Desk, at_once, basic

PATH = f"{PRO}/jobsAudit/jobsHistoricalData"


@pytest.mark.parametrize("order", ["", "?sortType=SORTBY_START_TIME", "?sortType=SORTBY_ERROR"])
def test_the_runs_of_a_job_are_told_in_10_1(order: str) -> None:
    """Those that are over."""
    desk = Desk.playing("D70")
    number = desk.job(trigger=at_once(3, 1), source={"reportUnitURI": "/reports/samples/FailingReport"})
    desk.wait(60.5)
    answer = desk.send("GET", f"{PATH}/{number}{order}", Authorization=basic("jasperadmin"), Accept=JSON)
    assert json.loads(answer.body) == {
        "historicalData": [
            {
                "executionTime": 1000,
                "status": "FAILURE",
                "startTime": "2026-01-05T08:00:00+00:00",
                "endTime": "2026-01-05T08:00:01+00:00",
                "error": "The report could not be filled",
            }
        ]
    }


def test_wrong_questions_are_refused() -> None:
    """An unknown job, an unknown order, and an older release."""
    desk = Desk.playing("D70")
    number = desk.job()
    credentials = {"Authorization": basic("jasperadmin"), "Accept": JSON}
    assert desk.send("GET", f"{PATH}/{number}?sortType=X", **credentials).status == 400
    assert desk.send("GET", f"{PATH}/1", **credentials).status == 404
    assert Desk().send("GET", f"{PATH}/1", **credentials).body == b""
