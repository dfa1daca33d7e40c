"""Callbacks: what the service posts to a start's ``callbackURL`` when the run has ended.

Always JSON. The receiver must answer 200 within thirty seconds; anything else is a failed attempt, and
there are three in all (REST API v2, Job). A callback may come again although it was answered well, because
of a system failure. Pauses between the three are not documented; a newer edition goes on with growing ones,
from half a minute to three, until half an hour has passed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import orjson

from harness.emulation import Notice
from harness.emulation.clock import SECOND
from harness.seed import derive
from harness.vendors.iics.emulator.catalog import End
from harness.vendors.iics.emulator.runs import Run

PATIENCE: Final = 30.0
"""Seconds that a receiver has."""
ATTEMPTS: Final = 3
_PAUSE: Final = round(0.5 * SECOND)
_SHORTEST, _LONGEST, _WHOLE = 30 * SECOND, 180 * SECOND, 1800 * SECOND
_TWICE: Final = 8
"""One callback in so many is sent again although it was taken."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A callback that is to be made: ``attempts`` have failed, and ``due`` is when the next one is."""

    url: str
    attempts: int = 0
    due: int | None = None
    """None: when the run ends."""
    sent: bool = False
    """Whether an attempt is under way."""
    again: bool = False
    """Whether a callback that was taken is to be sent once more."""

    def due_for(self, run: Run) -> int:
        """Return the instant of the next attempt."""
        return run.ended if self.due is None else self.due

    def under_way(self) -> Watch:
        """Return the callback while an attempt is under way."""
        return replace(self, sent=True)

    def told(self, status: int, now: int, *, grows: bool) -> Watch | None:
        """Return what is left to do after an attempt that was answered ``status`` (0: not at all)."""
        if status == 200:
            return replace(self, again=False, sent=False, due=now + _PAUSE) if self.again else None
        failed = replace(self, attempts=self.attempts + 1, sent=False, again=False)
        pause = _next_pause(failed.attempts, grows=grows)
        return None if pause is None else replace(failed, due=now + pause)


def watch_for(run: Run, seed: int) -> Watch | None:
    """Return the callback that a new run asks for."""
    if run.callback is None:
        return None
    return Watch(run.callback, again=derive(seed, "callback", run.key) % _TWICE == 0)


def notice_of(
    run: Run, watch: Watch, body: bytes, told: Callable[[int, int], None], *, as_json: bool
) -> Notice:
    """Return the request to make."""
    media_type = "application/json" if as_json else "text/plain"
    return Notice(watch.due_for(run), watch.url, body, media_type, PATIENCE, told)


def callback_body(run: Run, end_time: str, run_id: int | str, *, as_json: bool) -> bytes:
    """Return the callback document; that a run stopped or never started has FAILED is inferred."""
    status = "COMPLETED" if run.state in (End.SUCCESS, End.WARNING) else "FAILED"
    document = {
        "@type": "callbackUrlResponse",
        "endTime": end_time,
        "objectId": run.task.id,
        "objectName": run.task.name,
        "runId": run_id,
        "status": status,
    }
    return orjson.dumps(document) if as_json else _as_printed(document)


def _as_printed(document: Mapping[str, object]) -> bytes:
    """Write a callback as the documents print it: keys without quotes, a comma missing, a comment."""
    return (
        f'{{\n    @type:"{document["@type"]}"\n    endTime: "{document["endTime"]}",\n'
        f'    objectId: "{document["objectId"]}",\n    objectName: "{document["objectName"]}",\n'
        f'    runId: {document["runId"]},\n    status: "{document["status"]}" // or \u201cFAILED\u201d\n}}'
    ).encode()


def _next_pause(attempts: int, *, grows: bool) -> int | None:
    """Return the nanoseconds until the next attempt after so many failed, None when there is none."""
    if attempts < ATTEMPTS:
        return _PAUSE
    if not grows:
        return None
    waited, pause = 0, _SHORTEST
    for _ in range(attempts - ATTEMPTS):
        waited += pause
        pause = min(2 * pause, _LONGEST)
    return pause if waited + pause <= _WHOLE else None
