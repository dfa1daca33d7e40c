"""The contract of JOC Cockpit, by the samples of its page and what its sources answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from harness.contract import Contract, Effect, Kind, Match, load_contract
from harness.exchange import Headers, Request, Response

API = "/joc/api/"
JSON = Headers.of(Content_Type="application/json")
AS_XML = Headers.of(Content_Type="application/xml")
ANSWER = Headers.of(Content_Type="application/json", Cache_Control="must-revalidate, no-store, no-cache")
MASTER = {"jobschedulerId": "scheduler"}
ORDER1 = {"orderId": "order1", "jobChain": "/agent/job_chain1"}
AT = "2019-09-02T10:15:30.123Z"
SHOWN = {
    **ORDER1,
    "path": "/agent/job_chain1,order1",
    "_type": "PERMANENT",
    "surveyDate": AT,
    "state": "100",
    "processingState": {"severity": 5, "_text": "SUSPENDED", "manually": True},
    "historyId": "1234",
    "startedAt": AT,
    "runTimeIsTemporary": False,
}
FAILED = {"path": "/a/b,x", "code": "SCHEDULER-162", "message": "SCHEDULER-162  There is no order x"}


@cache
def joc() -> Contract:
    """Return the contract."""
    return load_contract(Path(__file__).parents[2] / "openapi" / "joc.yaml")


def asked(path: str, document: Any, headers: Headers = JSON) -> Request:
    """Return a POST of a document to the one Master."""
    return Request("POST", API + path, headers, orjson.dumps({**MASTER, **document}))


def matched(request: Request) -> Match:
    """Return what a request is taken for."""
    match = joc().match(request)
    assert match is not None, request.target
    return match


def wrong(request: Request) -> list[str]:
    """Return where a request leaves the contract, less what JOC puts up with."""
    found = joc().judge_request(matched(request), request)
    return [each.pointer for each in found if each.tolerated is None]


def answered(path: str, status: int, document: Any, headers: Headers = ANSWER) -> set[Kind]:
    """Return how an answer leaves the contract."""
    response = Response(status, headers, orjson.dumps(document))
    return {each.kind for each in joc().judge_response(matched(asked(path, {})), response)}


@pytest.mark.parametrize(
    ("path", "operation", "effect"),
    [
        ("security/login", "login", Effect.SESSION),
        ("orders", "listOrders", Effect.READ),
        ("orders/add", "addOrders", Effect.CREATE),
        ("orders/suspend", "suspendOrders", Effect.MODIFY),
        ("orders/delete", "deleteOrders", Effect.DESTROY),
        ("jobs/start", "startJobs", Effect.GLOBAL),
        ("job_chains/stop", "stopJobChains", Effect.GLOBAL),
        ("job_chain_nodes/skip", "skipJobChainNodes", Effect.GLOBAL),
    ],
)
def test_a_post_does_what_its_path_says(path: str, operation: str, effect: Effect) -> None:
    """Nearly all is POST, and what orders share by job or chain belongs to nobody alone."""
    match = matched(asked(path, {}))
    assert (match.operation.id, match.effect) == (operation, effect)


@pytest.mark.parametrize(
    "path", ["orders/remove", "orders/", "order/configuration", "jobscheduler/terminate"]
)
def test_what_is_not_described_is_no_operation(path: str) -> None:
    """There is no /orders/remove, and nothing that ends the Master."""
    assert joc().match(asked(path, {})) is None


@pytest.mark.parametrize(
    ("path", "document", "headers"),
    [
        ("job_chain", {"compact": True, "jobChain": "/agent/job_chain1"}, AS_XML),
        ("job", {"compact": True, "job": "/agent/job1"}, AS_XML),
        ("orders", {"compact": True, "processingStates": ["SUSPENDED"]}, AS_XML),
        ("orders/suspend", {"orders": [ORDER1]}, JSON),
        ("orders/add", {"compact": True, "orders": [{**ORDER1, "at": "now", "audit_logs": 1}]}, JSON),
    ],
)
def test_requests_as_the_page_and_clients_have_them(
    path: str, document: dict[str, Any], headers: Headers
) -> None:
    """The samples send JSON as application/xml, and clients send members that nobody knows."""
    assert wrong(asked(path, document, headers)) == []


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("orders", {"jobschedulerId": "sched/uler"}),
        ("orders", {"processingStates": ["FINISHED"]}),
        ("orders", {"dateFrom": "yesterday"}),
        ("order", {"jobChain": "/agent/job_chain1"}),
        ("job", {"job": "agent/job1"}),
        ("orders/add", {"orders": [{"orderId": "x"}]}),
        ("orders/add", {"orders": [{**ORDER1, "orderId": "<x>"}]}),
        ("orders/add", {"orders": [{**ORDER1, "at": "2019-09-02T10:15:30"}]}),
        ("orders/add", {"orders": [{**ORDER1, "params": [{"name": "a", "value": "<script>"}]}]}),
        ("orders/suspend", {"orders": [ORDER1], "auditLog": {"timeSpent": -1}}),
    ],
)
def test_requests_as_no_schema_has_them(path: str, document: dict[str, Any]) -> None:
    """No name of a Master, an unknown word, no path, a date with a T, a script."""
    assert wrong(asked(path, document))


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({}, set()),
        ({"historyId": 1234}, {Kind.BODY}),
        ({"processingState": {"severity": 5, "_text": "PAUSED"}}, {Kind.UNDOCUMENTED_VALUE}),
        ({"position": "0"}, {Kind.UNDOCUMENTED_FIELD}),
        ({"startedAt": "2019-09-02 10:15:30"}, {Kind.BODY}),
    ],
)
def test_an_order_is_held_to_its_document(change: dict[str, Any], kinds: set[Kind]) -> None:
    """What is new is told apart from what is wrong."""
    assert answered("orders", 200, {"deliveryDate": AT, "orders": [{**SHOWN, **change}]}) == kinds


@pytest.mark.parametrize(
    ("status", "document", "kinds"),
    [
        (200, {"surveyDate": AT, "deliveryDate": AT, "ok": True}, set()),
        (419, {"errors": [FAILED]}, set()),
        (419, {"deliveryDate": AT, "errors": [FAILED]}, set()),
        (419, {"errors": []}, {Kind.BODY}),
        (420, {"deliveryDate": AT, "surveyDate": AT, "error": {"code": "JOC-406", "message": "m"}}, set()),
        (420, {"errors": [FAILED]}, {Kind.BODY, Kind.UNDOCUMENTED_FIELD}),
        (409, {}, {Kind.STATUS}),
    ],
)
def test_a_change_is_answered_ok_by_item_or_as_a_whole(
    status: int, document: dict[str, Any], kinds: set[Kind]
) -> None:
    """A 419 need not have the date that its schema once demanded."""
    assert answered("orders/suspend", status, document) == kinds


def test_only_a_generated_id_is_told_after_an_add() -> None:
    """So the member is there or not."""
    entry = {"surveyDate": AT, "jobChain": "/agent/job_chain1"}
    for told in (entry, {**entry, "orderId": "7"}):
        assert answered("orders/add", 200, {"deliveryDate": AT, "ok": True, "orders": [told]}) == set()


def test_an_ended_order_is_too_late_and_never_too_early() -> None:
    """An order that was added is known at once, and SCHEDULER-162 is what it is once it has left."""
    lifecycle = joc().lifecycle
    assert lifecycle.not_visible == ()
    assert [each.statuses for each in lifecycle.too_late] == [(419,)]
    assert {"too-late", "done"} <= set(lifecycle.verbs["suspend"]["SUCCESSFUL"])
    assert "too-late" not in lifecycle.verbs["suspend"]["RUNNING"]
    assert lifecycle.reachable("SUSPENDED", "SUCCESSFUL")
    assert not lifecycle.reachable("FAILED", "RUNNING")
