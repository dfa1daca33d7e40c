from __future__ import annotations

import json

import pytest

from tests.vendors.iics.emulator.desk import Desk, loaded, refusal

V2, LOOKUP = "/saas/api/v2", "/saas/public/core/v3/lookup"


def test_tasks_are_listed_by_type(desk: Desk) -> None:
    """The type is wanted, in any letter case; a taskflow is none of them."""
    assert [task["name"] for task in desk.get(f"{V2}/task?type=pcs")] == ["Import_Legacy"]
    assert refusal(desk.ask("GET", f"{V2}/task"))[0] == 400
    assert refusal(desk.ask("GET", f"{V2}/task?type=WORKFLOW"))[0] == 400


def test_mapping_tasks_and_taskflows_have_resources_of_their_own(desk: Desk) -> None:
    """A mapping task is found by id and by name."""
    by_name = desk.get(f"{V2}/mttask/name/Load_Orders")
    assert by_name == desk.get(f"{V2}/mttask/{by_name['id']}")
    assert by_name in desk.get(f"{V2}/mttask")
    assert [flow["name"] for flow in desk.get(f"{V2}/workflow")] == ["taskName", "Month End & Close"]
    for target in ("mttask/none", "mttask/name/taskName"):
        assert refusal(desk.ask("GET", f"{V2}/{target}"))[0] == 404


def test_a_lookup_gives_the_id_for_a_start_anywhere(desk: Desk) -> None:
    """By path and type, or the other way round; what is not there is left out."""
    wanted = [
        {"path": "Finance/Close/Close_Books", "type": "mtt"},
        {"path": "Finance/Close/Close_Books", "type": "DSS"},
        {"path": "Default/taskName", "type": "Workflow"},
    ]
    found = loaded(desk.ask("POST", LOOKUP, {"objects": wanted}))["objects"]
    assert [each["path"] for each in found] == ["Finance/Close/Close_Books", "Default/taskName"]
    again = loaded(desk.ask("POST", LOOKUP, {"objects": [{"id": found[0]["id"]}]}))["objects"]
    assert again == found[:1]
    assert desk.start({"taskFederatedId": found[0]["id"], "taskType": "MTT"})["taskName"] == "Close_Books"


@pytest.mark.parametrize(
    "body", [{}, {"objects": []}, {"objects": [{}]}, {"objects": [{"id": 1}]}, {"objects": ["x"]}]
)
def test_a_wrong_lookup_is_refused(desk: Desk, body: object) -> None:
    """Each object is named by an id, or by a path and a type."""
    answer = desk.ask("POST", LOOKUP, body)
    assert (answer.status, set(json.loads(answer.body))) == (400, {"error"})
