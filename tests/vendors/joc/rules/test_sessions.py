from __future__ import annotations

import pytest

from tests.vendors.joc.bench import Bench
from tests.vendors.joc.script import Script, plant

ORDERS: dict[str, object] = {"orders": []}
TIMES = ("2026-01-05T08:00:00.000Z", "2026-01-05T08:10:00.000Z", "2026-01-05T08:20:00.000Z")
OVER = {"isAuthenticated": True, "message": "Authentication failure"}


def looks(script: Script, *times: str) -> None:
    """Write down lists of orders of one session at these times."""
    for at in times:
        script.say("orders", {}, {**ORDERS, "deliveryDate": at}, token="t")


def over(script: Script, at: str) -> None:
    """Write down that the session has run out by then."""
    script.say("orders", {}, OVER, 401, token="t")
    error = {"deliveryDate": at, "surveyDate": at, "error": {"code": "JOC-420", "message": "x"}}
    script.say("orders", {}, error, 420, session="none")


@plant("joc.idle-ends")
def idle_sessions_end(script: Script, fault: bool) -> None:
    """After more than fifteen minutes a session is over."""
    looks(script, TIMES[0], "2026-01-05T08:16:00.000Z" if fault else TIMES[1])


@plant("joc.idle-slides")
def busy_sessions_last(script: Script, fault: bool) -> None:
    """Keep a session that is used every ten minutes."""
    looks(script, *TIMES[:2])
    over(script, TIMES[2] if fault else "2026-01-05T08:30:00.000Z")


def test_a_session_that_was_made_to_end_at_once_says_nothing() -> None:
    """Nor one of which no time is known."""
    script = Script()
    looks(script, TIMES[0])
    over(script, "2026-01-05T08:00:01.000Z")
    assert [each.rule for each in script.findings() if each.rule.startswith("joc.idle")] == []


@pytest.mark.parametrize(("drift", "rule"), [("D26", "joc.idle-ends"), ("D81", "joc.idle-slides")])
def test_servers_that_keep_time_otherwise_are_found_out(drift: str, rule: str) -> None:
    """By ordinary calls alone."""
    bench = Bench(drifts=frozenset({drift}))
    for pause in (0, 500, 500, 1000):
        bench.wait(pause)
        bench.ask("orders", {})
        bench.ask("orders", {"jobschedulerId": 5, "limit": "x"}, "none")
    script = Script()
    script.exchanges = bench.exchanges
    assert rule in {each.rule for each in script.findings()}


def test_what_shows_that_a_session_ended_too_soon_is_enough() -> None:
    """Of a session that polls for hours a few witnesses tell the same as all exchanges."""
    script = Script()
    looks(
        script, *(f"2026-01-05T{8 + minute // 60:02}:{minute % 60:02}:00.000Z" for minute in range(0, 120, 2))
    )
    over(script, "2026-01-05T09:59:00.000Z")
    (told,) = [each for each in script.findings() if each.rule == "joc.idle-slides"]
    assert len(told.witness) == 4
    script.exchanges = [each for each in script.exchanges if each.id in told.witness]
    assert [each.fingerprint for each in script.findings() if each.rule == told.rule] == [told.fingerprint]
