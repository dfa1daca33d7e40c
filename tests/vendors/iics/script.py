"""Exchanges with Informatica Cloud written down one after the other, for rules to judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from harness.exchange import Direction, Exchange, Headers, Passage, Request, Response
from harness.finding import Severity
from harness.oracles import SUITE, Evidence, Rule, gather, judge
from harness.vendors.iics.observe import observe
from harness.vendors.iics.rules import RULES
from tests.vendors.iics.bench import contract

TASK = "0034J90000000M"
JOB, STOP = "/saas/api/v2/job", "/saas/api/v2/job/stop"
MONITOR, LOG = "/saas/api/v2/activity/activityMonitor", "/saas/api/v2/activity/activityLog"
STARTED = {"@type": "job", "taskId": TASK, "taskName": "taskName", "taskType": "WORKFLOW"}
_JSON = Headers((("Content-Type", "application/json"),))
_SECOND = 1_000_000_000


def running(state: str = "RUNNING", run: int = 1, **changed: Any) -> dict[str, Any]:
    """Return a monitor entry."""
    names = {"taskId": TASK, "taskName": "taskName", "runId": run}
    entry = {"@type": "activityMonitorEntry", "id": f"L{run}", "type": "WORKFLOW", **names}
    return {**entry, "executionState": state, "entries": [], **changed}


def ended(state: int = 1, run: int = 1, **changed: Any) -> dict[str, Any]:
    """Return a log entry."""
    names = {"objectId": TASK, "objectName": "taskName", "runId": run}
    times = {"startTime": "2026-01-05T03:00:00.000Z", "endTime": "2026-01-05T03:00:09.000Z"}
    entry = {"@type": "activityLogEntry", "id": f"L{run}", "type": "WORKFLOW", **names, **times}
    return {**entry, "state": state, **changed}


class Script:
    """Exchanges in order, each a second after the one before."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.now = 0

    def evidence(self) -> Evidence:
        """Return what a rule judges."""
        return gather(contract(), observe, self.exchanges)

    def send(
        self,
        method: str,
        target: str,
        status: int,
        answer: Any,
        asked: Any = None,
        *,
        session: str = "primary",
    ) -> None:
        """Write down one exchange."""
        body = b"" if asked is None else orjson.dumps(asked)
        request = Request(method, target, _JSON if body else Headers(), body)
        self._add(request, Response(status, _JSON, orjson.dumps(answer)), session)

    def start(self, run: int = 1, status: int = 200, asked: Any = None, **changed: Any) -> None:
        """Start the task."""
        wanted = asked or {"taskId": TASK, "taskType": "Workflow"}
        self.send("POST", JOB, status, {**STARTED, "runId": run, **changed}, wanted)

    def stop(self, *, taken: bool) -> None:
        """Stop the task."""
        taken_ = {"@type": "success", "statusCode": 200}
        refused = {
            "@type": "error",
            "code": "APP_10006",
            "description": "It is not running.",
            "statusCode": 403,
        }
        asked = {"taskId": TASK, "taskType": "WORKFLOW"}
        self.send("POST", STOP, 200 if taken else 403, taken_ if taken else refused, asked)

    def monitor(self, *entries: dict[str, Any], query: str = "") -> None:
        """List what runs."""
        self.send("GET", MONITOR + query, 200, list(entries))

    def log(self, *entries: dict[str, Any], query: str = "") -> None:
        """List what has run."""
        self.send("GET", LOG + query, 200, list(entries))

    def called_back(self, status: str = "COMPLETED", run: int = 1, answer: int = 200) -> None:
        """Be called back."""
        names = {"objectId": TASK, "objectName": "taskName", "runId": run}
        document = {
            "@type": "callbackUrlResponse",
            "endTime": "2026-01-05T03:00:09.000Z",
            **names,
            "status": status,
        }
        request = Request("POST", "/__harness__/callback/1", _JSON, orjson.dumps(document))
        self._add(request, Response(answer), None, Direction.INBOUND)

    def _add(
        self,
        request: Request,
        response: Response,
        session: str | None,
        direction: Direction = Direction.OUTBOUND,
    ) -> None:
        self.now += _SECOND
        self.exchanges.append(
            Exchange(
                id=f"e{len(self.exchanges) + 1}",
                vendor="iics",
                request=request,
                response=response,
                passage=Passage.ANSWERED,
                begun_ns=self.now,
                ended_ns=self.now + 1000,
                wall="2026-01-05T08:00:00Z",
                session=session,
                direction=direction,
            )
        )


Play = Callable[[Script, bool], None]


def fired(play: Play, *, fault: bool) -> set[str]:
    """Return the ids of the rules that fire, of the whole suite and Informatica Cloud's own."""
    script = Script()
    play(script, fault)
    found = judge(script.evidence(), (*SUITE, *RULES), embedded=True)
    return {each.rule for each in found if each.severity is not Severity.INFO}


def proves(rule: Rule, play: Play) -> None:
    """Hold that the fault fires ``rule`` and no other, and that the clean twin fires nothing."""
    assert fired(play, fault=True) == {rule.id}
    assert fired(play, fault=False) == set()
