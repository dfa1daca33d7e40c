from __future__ import annotations

from typing import Any

import pytest

from harness.contract.likeness import likeness

ALL = {"listJobs", "getJob", "jobDone"}


@pytest.fixture
def document() -> dict[str, Any]:
    """Give a small API of two operations and a callback."""
    done = {"{$url}": {"post": {"operationId": "jobDone", "summary": "called at the end"}}}
    return {
        "info": {"title": "Jobs", "version": "1"},
        "x-job-lifecycle": {"states": ["ACTIVE"]},
        "paths": {
            "/jobs": {
                "parameters": [{"name": "owner"}],
                "get": {
                    "operationId": "listJobs",
                    "responses": {"200": {"$ref": "#/components/responses/Jobs"}},
                    "callbacks": {"done": {"$ref": "#/components/callbacks/Done"}},
                },
            },
            "/jobs/{id}": {
                "get": {
                    "operationId": "getJob",
                    "responses": {"200": {"schema": {"$ref": "#/components/schemas/Job"}}},
                }
            },
        },
        "components": {
            "responses": {"Jobs": {"schema": {"items": {"$ref": "#/components/schemas/Job"}}}},
            "schemas": {"Job": {"properties": {"parent": {"$ref": "#/components/schemas/Job"}}}},
            "callbacks": {"Done": done},
        },
    }


def _changed(document: dict[str, Any], path: str, value: object) -> frozenset[str]:
    before = likeness(document)
    *steps, last = path.split(" ")
    node = document
    for step in steps:
        node = node[step]
    node[last] = value
    return before.changed(likeness(document))


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("paths /jobs/{id} get summary", {"getJob"}),
        ("paths /jobs parameters", {"listJobs"}),
        ("components responses Jobs description", {"listJobs"}),
        ("components schemas Job type", {"listJobs", "getJob"}),
        ("components callbacks Done {$url} post summary", {"listJobs", "jobDone"}),
        ("components schemas Unused", set()),
        ("info version", set()),
        ("x-job-lifecycle states", ALL),
        ("paths /jobs/{id} delete", ALL),
    ],
)
def test_an_operation_is_changed_by_what_it_refers_to_however_far(
    document: dict[str, Any], path: str, changed: set[str]
) -> None:
    """And all of them are by what holds for the whole, such as the life cycle or which paths there are."""
    value = {"operationId": "getJob2"} if path.endswith("delete") else {"other": "text"}
    found = _changed(document, path, value)
    assert found - {"getJob2"} == changed


def test_a_callback_inside_an_operation_is_changed_with_it(document: dict[str, Any]) -> None:
    """Where it is not shared, the text of the one is within the text of the other."""
    named = document["components"]["callbacks"]["Done"]
    document["paths"]["/jobs"]["get"]["callbacks"]["done"] = named
    del document["components"]["callbacks"]
    path = "paths /jobs get callbacks done {$url} post summary"
    assert _changed(document, path, "otherwise") == {"listJobs", "jobDone"}


def test_equal_documents_change_nothing(document: dict[str, Any]) -> None:
    """A schema that refers to itself has an end all the same."""
    assert likeness(document).changed(likeness(document)) == frozenset()
