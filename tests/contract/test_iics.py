from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from harness.contract import Contract, Effect, Kind, Match, load_contract
from harness.exchange import Headers, Request, Response

JOB, STOP = "/saas/api/v2/job", "/saas/api/v2/job/stop"
JSON = Headers.of(Content_Type="application/json")
XML = Headers.of(Content_Type="application/xml")
STARTED = {"@type": "job", "taskId": "0034J90000000M", "taskName": "n", "taskType": "WORKFLOW", "runId": 5}


@cache
def iics() -> Contract:
    """Return the contract."""
    return load_contract(Path(__file__).parents[2] / "openapi" / "iics.yaml")


def matched(method: str, target: str, body: Any = None) -> Match:
    """Return what a request is taken for."""
    match = iics().match(Request(method, target, JSON, b"" if body is None else orjson.dumps(body)))
    assert match is not None, target
    return match


def wrong(target: str, body: dict[str, Any]) -> list[str]:
    """Return where a request leaves the contract."""
    match = matched("POST", target, body)
    found = iics().judge_request(match, Request("POST", target, JSON, orjson.dumps(body)))
    return [each.pointer for each in found]


@pytest.mark.parametrize(
    ("target", "operation", "effect", "upstream"),
    [
        ("/ma/api/v2/user/login", "login", Effect.SESSION, 0),
        ("/ma/api/v2/user/logoutall", "logoutAll", Effect.GLOBAL, 0),
        ("/saas/public/core/v3/login", "loginV3", Effect.SESSION, 0),
        (f"{JOB}/", "startJob", Effect.CREATE, 1),
        (STOP, "stopJob", Effect.DESTROY, 1),
        ("/saas/public/core/v3/lookup", "lookup", Effect.READ, 1),
    ],
)
def test_logins_go_to_the_region_and_all_else_to_the_pod(
    target: str, operation: str, effect: Effect, upstream: int
) -> None:
    """And what could end the sessions of others is never done to a real organisation."""
    match = matched("POST", target)
    assert (match.operation.id, match.effect, match.operation.upstream) == (operation, effect, upstream)


@pytest.mark.parametrize(
    "body",
    [
        {"taskId": "0034J90000000M", "taskType": "Workflow"},
        {"@type": "job", "taskName": "a b", "type": "mtt"},
        {
            "taskFederatedId": "2iXOKghGpySlgv6ifQImyl",
            "taskType": "MTT",
            "callbackURL": "https://MyIICSJobStatus.com",
        },
    ],
)
def test_starts_as_the_documents_have_them(body: dict[str, Any]) -> None:
    """By each name, with the type under either attribute and in any letter case."""
    assert wrong(JOB, body) == []


@pytest.mark.parametrize(
    "body",
    [
        {"taskType": "MTT"},
        {"taskName": "a"},
        {"taskName": "a", "taskId": "b", "taskType": "MTT"},
        {"taskName": "a", "taskType": "MI_TASK"},
        {"taskName": "a", "taskType": "MTT", "callbackURL": "nowhere"},
        {"taskName": "a", "taskType": "MTT", "runId": 5},
    ],
)
def test_starts_as_no_document_has_them(body: dict[str, Any]) -> None:
    """No name, no type, two names, another resource's type."""
    assert wrong(JOB, body)


def test_a_stop_names_a_task_by_id_or_name() -> None:
    """It has no federated id, and no run."""
    assert wrong(STOP, {"@type": "job", "taskId": "0034J90000000M", "taskType": "Workflow"}) == []
    assert wrong(STOP, {"taskFederatedId": "f", "taskType": "MTT"})


def answered(headers: Headers, body: bytes, target: str = JOB) -> list[Kind]:
    """Return how an answer leaves the contract."""
    return [
        each.kind for each in iics().judge_response(matched("POST", target), Response(200, headers, body))
    ]


def test_json_names_its_class_and_xml_is_named_by_its_root() -> None:
    """One schema for both, but for the class."""
    members = "".join(f"<{name}>{value}</{name}>" for name, value in STARTED.items() if name != "@type")
    assert answered(JSON, orjson.dumps(STARTED)) == []
    assert answered(XML, f"<job>{members}</job>".encode()) == []
    unclassed = {name: value for name, value in STARTED.items() if name != "@type"}
    assert answered(JSON, orjson.dumps(unclassed)) == [Kind.BODY]
    assert answered(XML, f"<run>{members}</run>".encode()) != []
    assert answered(XML, f"<job>{members}<new>1</new></job>".encode()) == [Kind.UNDOCUMENTED_FIELD]


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({}, set()),
        ({"runId": "5"}, {Kind.BODY}),
        ({"status": "STOPPED"}, {Kind.UNDOCUMENTED_VALUE}),
        ({"endTime": "2013-02-27"}, {Kind.BODY}),
    ],
)
def test_callbacks_are_judged_on_receipt(change: dict[str, Any], kinds: set[Kind]) -> None:
    """As real JSON, which the printed sample is not."""
    sample = {
        "@type": "callbackUrlResponse",
        "endTime": "2013-02-27T18:57:52.000Z",
        "objectId": "0034J90000000M",
        "objectName": "taskName",
        "runId": 5,
        "status": "COMPLETED",
    }
    request = Request("POST", "/", JSON, orjson.dumps({**sample, **change}))
    assert {each.kind for each in iics().judge_callback("jobStatus", request)} == kinds


def test_a_stopped_run_may_be_told_too_early_or_too_late_alike() -> None:
    """One refusal stands for both: nothing of the task runs."""
    lifecycle = iics().lifecycle
    assert [each.statuses for each in lifecycle.not_visible] == [each.statuses for each in lifecycle.too_late]
    assert "too-late" not in lifecycle.verbs["stop"]["RUNNING"]
    assert lifecycle.reachable("STOPPING", "LOGGED")
    assert not lifecycle.reachable("LOGGED", "RUNNING")
