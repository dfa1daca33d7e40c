from __future__ import annotations

import copy
from typing import Any

import pytest

from harness.traffic.generation import Recipe
from tests.traffic.asked import Jobs, recipe_over

_NAME = {
    "name": "jobname",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Z#]{1,8}$"},
}
_ID = {
    "name": "jobid",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^JOB[0-9]{5}$"},
}
_MAX = {"name": "max-jobs", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 1000}}
_OWNER = {
    "name": "owner",
    "in": "query",
    "schema": {"type": "string", "minLength": 1, "maxLength": 8},
    "examples": {"national": {"value": "A#B"}},
}
_DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Jobs", "version": "1"},
    "paths": {
        "/jobs": {
            "get": {
                "operationId": "listJobs",
                "parameters": [_OWNER, _MAX],
                "responses": {
                    "200": {
                        "description": "jobs",
                        "content": {"application/json": {"schema": {"type": "array"}}, "text/xml": {}},
                    }
                },
            },
            "put": {
                "operationId": "submitJob",
                "requestBody": {
                    "required": True,
                    "content": {
                        "plain/text": {
                            "schema": {"type": "string"},
                            "examples": {"one": {"value": "//ONE JOB"}},
                        },
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "properties": {"file": {"type": "string", "pattern": "^/[a-z]{1,9}$"}},
                                "required": ["file"],
                                "additionalProperties": False,
                            }
                        },
                    },
                },
                "responses": {
                    "201": {
                        "description": "submitted",
                        "content": {"application/json": {"schema": {"type": "object"}}},
                        "links": {"status": {"$ref": "#/components/links/Status"}},
                    }
                },
            },
        },
        "/jobs/{jobname}/{jobid}": {
            "parameters": [_NAME, _ID],
            "get": {"operationId": "getJob", "responses": {"200": {"description": "the job"}}},
            "delete": {"operationId": "deleteJob", "responses": {"200": {"description": "gone"}}},
        },
    },
    "components": {
        "links": {
            "Status": {
                "operationId": "getJob",
                "parameters": {"jobname": "$response.body#/jobname", "jobid": "$response.body#/jobid"},
            }
        }
    },
}


@pytest.fixture
def document() -> dict[str, Any]:
    """Give a small API of jobs as OpenAPI: a list, a submit in two media types, a job by name and id."""
    return copy.deepcopy(_DOCUMENT)


@pytest.fixture
def jobs() -> Jobs:
    """Give a server of jobs."""
    return Jobs()


@pytest.fixture
def recipe(document: dict[str, Any], jobs: Jobs) -> Recipe:
    """Give a small recipe of every phase over the jobs API."""
    return recipe_over(document, jobs)
