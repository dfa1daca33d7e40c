from __future__ import annotations

import pytest

from tests.vendors.joc.script import CHAIN, DATE, Script


def test_codes_without_fixed_words_say_nothing() -> None:
    """Wording is free but for its beginning."""
    script = Script()
    told = {"surveyDate": DATE, "deliveryDate": DATE, "error": {"code": "JOC-420", "message": "anything"}}
    script.say("orders", {}, told, 420)
    assert script.findings() == []


@pytest.mark.parametrize("session", ["none", "expired", "logged-out"])
@pytest.mark.parametrize("status", [440, 401, 420])
def test_whoever_is_not_logged_in_is_kept_out(session: str, status: int) -> None:
    """By any of three statuses."""
    script = Script()
    script.say("orders", {}, {}, status, session=session)
    assert "exchange.without-session" not in {each.rule for each in script.findings()}


def test_the_version_is_for_everybody() -> None:
    """It needs no token."""
    script = Script()
    script.get("/joc/api/version", {"version": "1.13.22"}, session="none")
    assert script.findings() == []


def test_tasks_and_repaired_paths_are_told_too() -> None:
    """A path may get the slash that it lacked, a task is told with its job."""
    script = Script()
    task = {"job": "spare/standalone", "taskIds": [{"taskId": "5"}]}
    failed = {"path": "/spare/standalone,5", "code": "SCHEDULER-161", "message": "SCHEDULER-161  There"}
    script.say("tasks/kill", {"jobs": [task, 5]}, {"errors": [failed]}, 419)
    chain = {"path": f"{CHAIN},/x", "code": "SCHEDULER-162", "message": "SCHEDULER-162  There"}
    script.say("orders/start", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, {"errors": [chain]}, 419)
    assert "joc.bulk-path" not in {each.rule for each in script.findings()}
