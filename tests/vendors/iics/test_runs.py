from __future__ import annotations

from typing import Any

import pytest

from harness.flow import Outcome
from harness.vendors.iics.runs import refusal_of, result_of, run_in, stop_outcome


@pytest.mark.parametrize(
    ("document", "names"),
    [
        ({"taskId": "a", "runId": 5, "taskType": "MTT"}, {"taskId": "a", "runId": "5", "taskType": "MTT"}),
        ({"taskId": "a", "runId": "5", "type": "MTT"}, {"taskId": "a", "runId": "5", "taskType": "MTT"}),
        ({"objectId": "a", "runId": 5, "state": 1, "id": "L"}, {"taskId": "a", "runId": "5", "logId": "L"}),
        ({"taskId": "a", "runId": 5, "id": "M"}, {"taskId": "a", "runId": "5"}),
        ({"@type": "callbackUrlResponse", "objectId": "a", "runId": 5}, {"taskId": "a", "runId": "5"}),
    ],
)
def test_a_run_is_named_by_task_and_run_id(document: dict[str, Any], names: dict[str, str]) -> None:
    """In a start's answer, the monitor, the log and a callback alike; the id of an entry is the log's."""
    run = run_in(document)
    assert run is not None
    assert (run.key, run.names) == ("a/5", names)


@pytest.mark.parametrize(
    "document", [None, [], {}, {"taskId": "a"}, {"runId": 5}, {"taskId": "a", "runId": True}]
)
def test_half_a_name_names_no_run(document: Any) -> None:
    """A run id counts the runs of its task."""
    assert run_in(document) is None


ERROR = {"@type": "error", "description": "x"}


@pytest.mark.parametrize(
    ("status", "document", "outcome"),
    [
        (200, {"@type": "success"}, Outcome.ACCEPTED),
        (403, {**ERROR, "code": "APP_1"}, Outcome.TOO_LATE),
        (403, {**ERROR, "code": "REPO_36004"}, Outcome.REJECTED),
        (403, None, Outcome.REJECTED),
        (401, ERROR, Outcome.DENIED),
        (400, ERROR, Outcome.REJECTED),
        (429, None, Outcome.THROTTLED),
        (500, None, Outcome.SERVER),
        (302, None, Outcome.UNKNOWN),
    ],
)
def test_what_became_of_a_stop(status: int, document: Any, outcome: Outcome) -> None:
    """A 403 that is not about the task says that nothing of it runs."""
    assert stop_outcome(status, document) is outcome
    if document is None:
        assert refusal_of(status) is outcome


def test_the_result_is_the_number_of_the_state() -> None:
    """Whether it is written as a number or as text."""
    assert (result_of({"state": 3}), result_of({"state": "3"}), result_of({})) == ("3", "3", None)
