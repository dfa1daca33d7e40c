"""A little of everything that drifts touch, as one conversation with the emulator."""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Headers, Request
from tests.vendors.iics.bench import Bench, headers

JOB, MONITOR, LOG = (
    "/saas/api/v2/job",
    "/saas/api/v2/activity/activityMonitor",
    "/saas/api/v2/activity/activityLog",
)
_CALLED = "http://127.0.0.1:9/answer-503/t1"
_STARTS: tuple[dict[str, str], ...] = (
    {"@type": "job", "taskName": "Load_Orders", "taskType": "MTT", "callbackURL": _CALLED},
    {"@type": "job", "taskName": "Load_Ledger", "taskType": "MTT"},
    {"@type": "job", "taskName": "taskName", "taskType": "Workflow", "type": "Workflow"},
    {"taskName": "Load_Nowhere", "taskType": "MTT", "type": "MTT"},
    {"@type": "job", "taskName": "Check_Addresses", "taskType": "AVS"},
    {"@type": "job", "taskFederatedId": "RiValYNIsTxzOTn3Tm85ax", "taskType": "MTT", "type": "MTT"},
)


def probe(bench: Bench) -> None:
    """Log in and out, start and stop tasks, and look at all that some edition does otherwise."""
    for task in _STARTS:
        _post(bench, JOB, task)
    _get(bench, f"{MONITOR}?details=true")
    _post(
        bench,
        f"{JOB}/stop",
        {"@type": "job", "taskFederatedId": "RiValYNIsTxzOTn3Tm85ax", "taskType": "MTT", "type": "MTT"},
    )
    bench.wait(2)
    _post(bench, f"{JOB}/stop", {"@type": "job", "taskName": "Load_Ledger", "taskType": "MTT"})
    _get(bench, MONITOR)
    bench.wait(120)
    for accept in ("application/json", "application/xml"):
        _get(bench, LOG, accept)
    _get(bench, f"{LOG}?runId=1")
    _get(bench, "/saas/api/v2/task?type=MTT")
    _post(
        bench, "/ma/api/v2/user/login", {"@type": "login", "username": "nobody", "password": "wrong"}, "none"
    )
    login = {"@type": "login", "username": "harness@example.com", "password": "harness"}
    user = orjson.loads(_post(bench, "/ma/api/v2/user/login", login, "none"))
    question = {"@type": "validatedToken", "userName": login["username"], "icToken": user["icSessionId"]}
    _post(bench, "/saas/api/v2/user/validSessionId", question, "none")


def _post(bench: Bench, target: str, document: Any, session: str = "primary") -> bytes:
    return bench.send(Request("POST", target, headers(), orjson.dumps(document)), session).body


def _get(bench: Bench, target: str, accept: str = "application/json") -> None:
    bench.send(Request("GET", target, Headers.of(Accept=accept)))
