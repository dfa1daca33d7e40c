"""A Crane that keeps its runs in memory; a run's state follows from the clock."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from harness.emulation import Answer, Call, Emulator, EmulatorSettings, Notice
from harness.exchange import Headers, Request, Response

BASE = "/crane/runs"
TOKEN = "Bearer crane"
_JSON = Headers((("Content-Type", "application/json"),))


@dataclass(frozen=True)
class Run:
    """One run; ``stopped`` is when it was stopped, in nanoseconds like the others."""

    id: str
    name: str
    begun: int
    ends: int
    stopped: int | None = None

    def document(self, now: int) -> dict[str, str]:
        """Return the run as callers see it at ``now``."""
        state = "stopped" if self.stopped is not None else "done" if now >= self.ends else "running"
        return {"id": self.id, "name": self.name, "state": state}


class Crane:
    """The application: one table of runs."""

    def __init__(self, settings: EmulatorSettings, epoch: datetime) -> None:
        del settings, epoch
        self._runs: dict[str, Run] = {}

    def answer(self, call: Call) -> Answer:
        """Answer one request."""
        request = call.request
        if request.headers.get("Authorization") != TOKEN:
            return Answer(_error(401, "who are you?"))
        name, _, rest = request.path.removeprefix(BASE).partition("/")
        if not request.path.startswith(BASE) or name:
            return Answer(_error(404, "no such path"))
        if request.path == BASE:
            return self._all(request, call.now)
        return self._one(request.method, rest, call.now)

    def _all(self, request: Request, now: int) -> Answer:
        if request.method == "POST":
            return Answer(self._start(request, now), "startRun")
        if request.method != "GET":
            return Answer(_error(405, "not here"))
        names = parse_qs(request.query, keep_blank_values=True).get("name", [])
        if any(len(name) > 16 for name in names) or len(names) > 1:
            return Answer(_error(400, "no name"), "listRuns")
        found = [run.document(now) for run in self._runs.values() if not names or run.name == names[0]]
        return Answer(_answer(200, found), "listRuns")

    def _start(self, request: Request, now: int) -> Response:
        order = _order(request)
        if order is None:
            return _error(400, "no order")
        name, seconds = order
        run = Run(str(len(self._runs) + 1), name, now, now + seconds * 10**9)
        self._runs[run.id] = run
        return _answer(201, run.document(now))

    def _one(self, method: str, number: str, now: int) -> Answer:
        if method not in {"GET", "DELETE"}:
            return Answer(_error(405, "not here"))
        operation = "getRun" if method == "GET" else "stopRun"
        run = self._runs.get(number)
        if run is None:
            return Answer(_error(404, "no such run"), operation)
        if method == "DELETE":
            if run.document(now)["state"] != "running":
                return Answer(_error(409, "it has ended"), operation)
            run = self._runs[number] = replace(run, stopped=now)
        return Answer(_answer(200, run.document(now)), operation)

    def expired(self, call: Call) -> Response:
        """Return what a caller gets whose session has run out."""
        del call
        return _error(401, "who are you?")

    def snapshot(self) -> object:
        """Return the state."""
        return dict(self._runs)

    def restore(self, snapshot: Any) -> None:
        """Go back to a state."""
        self._runs = dict(snapshot)

    def reset(self, seed: int) -> None:
        """Start again."""
        del seed
        self._runs = {}

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe every run."""
        return [dict(run.document(now)) for run in self._runs.values()]

    def count(self, now: int) -> int:
        """Return how many runs there are."""
        del now
        return len(self._runs)

    def notices(self, now: int) -> Sequence[Notice]:
        """Crane notifies nobody."""
        del now
        return ()


def build(settings: EmulatorSettings) -> Emulator:
    """Return a Crane."""
    return Emulator("crane", settings, Crane)


def _order(request: Request) -> tuple[str, int] | None:
    try:
        order = json.loads(request.body)
    except ValueError:
        return None
    if not isinstance(order, dict) or set(order) != {"name", "seconds"}:
        return None
    name, seconds = order["name"], order["seconds"]
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9]{0,15}", name):
        return None
    whole = isinstance(seconds, int | float) and not isinstance(seconds, bool) and seconds == int(seconds)
    return (name, int(seconds)) if whole and 0 <= seconds <= 3600 else None


def _answer(status: int, document: object) -> Response:
    return Response(status, _JSON, json.dumps(document).encode())


def _error(status: int, what: str) -> Response:
    return _answer(status, {"error": what})
