"""Planted faults in the monitor and the log."""

from __future__ import annotations

from typing import Any

import pytest

from harness.oracles import Rule
from harness.vendors.iics.rules.activity import (
    FILTERS,
    RULES,
    eastern,
    hand_over,
    log_order,
    log_page,
    monitor_end,
    parts_unasked,
)
from tests.vendors.iics.script import TASK, Script, ended, proves, running

RUN = f"?taskId={TASK}&runId=1"
NARROW: dict[str, Rule] = {rule.id: rule for rule in RULES if rule.id in {each.id for each in FILTERS}}


def test_a_run_was_in_neither_place() -> None:
    """It had left the monitor, and the log did not have it."""

    def play(script: Script, fault: bool) -> None:
        script.monitor(running())
        script.monitor(*([] if fault else [running("COMPLETED")]))
        script.log(query=RUN)
        script.monitor()
        script.log(ended(), query=RUN)

    proves(hand_over, play)


def test_monitor_and_log_disagree() -> None:
    """COMPLETED goes with success and row errors, FAILED with failure."""

    def play(script: Script, fault: bool) -> None:
        script.monitor(running("COMPLETED"), running("FAILED", run=2))
        script.log(ended(3 if fault else 2), ended(3, run=2))

    proves(monitor_end, play)


def test_an_older_end_came_first() -> None:
    """The newest run is the first entry."""

    def play(script: Script, fault: bool) -> None:
        entries = [ended(run=2, endTime="2026-01-05T03:00:10.000Z"), ended()]
        script.log(*(reversed(entries) if fault else entries))

    proves(log_order, play)


@pytest.mark.parametrize(("query", "allowed"), [("?rowLimit=2", 2), ("", 200)])
def test_a_page_was_too_long(query: str, allowed: int) -> None:
    """By the limit that was asked for, or by the usual one."""

    def play(script: Script, fault: bool) -> None:
        rows = allowed + 1 if fault else allowed
        script.log(*(ended(run=run) for run in range(1, rows + 1)), query=query)

    proves(log_page, play)


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("2026-01-05T08:00:09.000Z", "2026-01-05T03:00:09.000Z"),
        ("2026-07-05T08:00:09.000Z", "2026-07-05T04:00:09.000Z"),
    ],
)
def test_a_time_was_of_another_zone(utc: str, local: str) -> None:
    """Four hours behind in summer, five in winter."""

    def play(script: Script, fault: bool) -> None:
        script.log(ended(endTime=utc if fault else local, endTimeUtc=utc))

    proves(eastern, play)


def test_parts_came_unasked() -> None:
    """They come with details only."""

    def play(script: Script, fault: bool) -> None:
        part = {"@type": "activityMonitorEntry", "id": "1", "type": "MTT", "executionState": "RUNNING"}
        script.monitor(running(entries=[part]), query="" if fault else "?details=true")

    proves(parts_unasked, play)


@pytest.mark.parametrize(
    ("name", "query", "wrong"),
    [
        ("iics.log-task", f"?taskId={TASK}", {"objectId": "0034J900000014"}),
        ("iics.log-run", f"?taskId={TASK}&runId=2", {"run": 1}),
    ],
)
def test_a_log_shows_what_was_not_asked_for(name: str, query: str, wrong: dict[str, Any]) -> None:
    """Its filters narrow."""

    def play(script: Script, fault: bool) -> None:
        shown: dict[str, Any] = {"run": 2, **(wrong if fault else {})}
        script.log(ended(**shown), query=query)

    proves(NARROW[name], play)
