from __future__ import annotations

import json

import orjson

from harness.emulation import EmulatorSettings, Notice
from harness.emulation.clock import SECOND
from harness.vendors.iics.emulator.callbacks import Watch
from tests.vendors.iics.emulator.desk import LONG, SHORT, Desk

URL = "http://127.0.0.1:9/ended"


def due(desk: Desk) -> list[Notice]:
    """Return the callbacks that are due now."""
    return list(desk.emulator.application.notices(desk.emulator.clock.now()))


def answer(desk: Desk, notice: Notice, status: int) -> None:
    """Let the receiver answer."""
    assert notice.told is not None
    notice.told(status, desk.emulator.clock.now())


def test_a_callback_comes_at_the_end_and_before_the_log() -> None:
    """The receiver may look for the run in the log and not find it yet."""
    desk = Desk()
    job = desk.start(SHORT, callbackURL=URL)
    desk.wait(1)
    assert due(desk) == []
    desk.wait(0.25)
    [notice] = due(desk)
    document = json.loads(notice.body)
    assert (notice.url, notice.media_type, notice.patience) == (URL, "application/json", 30.0)
    assert document["status"] == "COMPLETED"
    assert (document["objectId"], document["objectName"], document["runId"]) == (
        job["taskId"],
        "Load_Orders",
        1,
    )
    assert (desk.log_of(job), due(desk)) == ([], [])


def test_a_stopped_run_is_called_failed() -> None:
    """Inferred: the documents know two words."""
    desk = Desk()
    desk.start(LONG, callbackURL=URL)
    desk.stop(LONG)
    desk.wait(1)
    assert json.loads(due(desk)[0].body)["status"] == "FAILED"


def attempts(desk: Desk, status: int, seconds: float, step: float = 0.25) -> int:
    """Return how often a receiver that always answers ``status`` is called within ``seconds``."""
    count = 0
    for _ in range(round(seconds / step)):
        desk.wait(step)
        for notice in due(desk):
            count += 1
            answer(desk, notice, status)
    return count


def test_anything_but_200_is_tried_three_times_in_all() -> None:
    """A 201 does not count, nor does a receiver that is not there."""
    for status in (201, 500, 0):
        desk = Desk()
        desk.start(SHORT, callbackURL=URL)
        assert attempts(desk, status, 60) == 3


def test_a_callback_that_was_taken_may_come_again() -> None:
    """Receivers have to tell by task and run id that they know it."""
    seen = []
    for seed in range(30):
        desk = Desk(EmulatorSettings(seed=seed))
        desk.start(SHORT, callbackURL=URL)
        seen.append(attempts(desk, 200, 10))
    assert set(seen) == {1, 2}
    assert seen.count(1) > seen.count(2)


def test_a_newer_edition_tries_for_half_an_hour() -> None:
    """Three times at once, then with pauses that grow up to three minutes."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D09"})))
    desk.start(SHORT, callbackURL=URL)
    early = attempts(desk, 500, 20)
    late = attempts(desk, 500, 7200, step=5)
    assert early == 3
    assert 8 < late < 20
    assert attempts(desk, 500, 3600, step=5) == 0


def test_the_pauses_grow_and_end() -> None:
    """Thirty seconds, one minute, two, then three."""
    watch, now, pauses = Watch("u"), 0, []
    while True:
        left = watch.told(500, now, grows=True)
        if left is None:
            break
        assert left.due is not None
        pauses.append((left.due - now) / SECOND)
        watch, now = left, left.due
    assert pauses[:6] == [0.5, 0.5, 30, 60, 120, 180]
    assert sum(pauses[2:]) <= 1800


def test_the_sample_may_be_sent_as_it_is_printed() -> None:
    """Keys without quotes, a comma missing, a comment with curly quotes: no JSON."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D07"})))
    desk.start(SHORT, callbackURL=URL)
    desk.wait(1.25)
    body = due(desk)[0].body
    assert body.startswith(b'{\n    @type:"callbackUrlResponse"\n    endTime: "')
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        return
    raise AssertionError(body)


def test_an_attempt_under_way_is_not_made_twice() -> None:
    """However long the receiver takes."""
    desk = Desk()
    desk.start(SHORT, callbackURL=URL)
    desk.wait(5)
    [notice] = due(desk)
    desk.wait(20)
    assert due(desk) == []
    answer(desk, notice, 0)
    desk.wait(1)
    assert len(due(desk)) == 1
    desk.emulator.reset()
    answer(desk, notice, 200)
