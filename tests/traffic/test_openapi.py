from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from harness.contract import Contract, Effect, EffectCase, Operation, load_contract
from harness.finding import Source
from harness.resources import resource
from harness.target import Mode
from harness.traffic.openapi import NOT_OFFERED, Scope, format_of, prepare, rivals, scope_of

BODY = ("submitJob", "plain/text")
SCOPE = Scope(
    frozenset({"listJobs", "submitJob", "getJob"}),
    submits=frozenset({"submitJob"}),
    lists=frozenset({"listJobs"}),
    bodies=frozenset({BODY}),
)


def _operation(name: str, *effects: Effect, role: str | None = None) -> Operation:
    cases = tuple(EffectCase(effect, role) for effect in effects)
    return Operation(name, "GET", f"/{name}", "", cases, (), {}, False, {}, (), Source("a test"))


OPERATIONS = {
    operation.id: operation
    for operation in (
        _operation("read", Effect.READ),
        _operation("list", Effect.READ, role="list"),
        _operation("create", Effect.EXECUTE, Effect.CREATE, role="submit"),
        _operation("modify", Effect.GLOBAL, Effect.MODIFY),
        _operation("destroy", Effect.DESTROY),
        _operation("execute", Effect.EXECUTE),
        _operation("everything", Effect.GLOBAL),
        _operation("log-in", Effect.SESSION, role="login"),
        _operation("called-back", Effect.READ, role="callback"),
    )
}


@pytest.mark.parametrize(
    ("mode", "operations"),
    [
        (Mode.READ_ONLY, {"read", "list"}),
        (Mode.OWNED, {"read", "list", "create", "modify", "destroy"}),
        (Mode.UNRESTRICTED, {"read", "list", "create", "modify", "destroy", "execute", "everything"}),
    ],
)
def test_only_what_the_guard_may_let_through_is_generated(mode: Mode, operations: set[str]) -> None:
    """A mode's operations are those with an effect that it permits; never logins, never callbacks."""
    scope = scope_of(OPERATIONS, mode)
    assert scope.operations == operations
    assert scope.submits == operations & {"create"}
    assert scope.lists == {"list"}
    assert scope.only_drawn is (mode is Mode.OWNED)


def test_the_document_stays_as_it_is(document: dict[str, Any]) -> None:
    """Preparing changes a copy."""
    before = copy.deepcopy(document)
    prepare(document, SCOPE)
    assert document == before


def test_operations_out_of_scope_and_links_to_them_are_gone(document: dict[str, Any]) -> None:
    """No path, operation or link is left that leads out of the scope."""
    document["paths"]["/jobs"]["get"]["responses"]["200"]["links"] = {"purge": {"operationId": "deleteJob"}}
    prepared = prepare(document, SCOPE)
    assert "delete" not in prepared["paths"]["/jobs/{jobname}/{jobid}"]
    assert "purge" not in prepared["paths"]["/jobs"]["get"]["responses"]["200"]["links"]
    reads = prepare(document, Scope(frozenset({"getJob"})))
    assert list(reads["paths"]) == ["/jobs/{jobname}/{jobid}"]


def test_addresses_and_credentials_are_gone(document: dict[str, Any]) -> None:
    """Neither servers nor security are left: the door knows both."""
    document |= {"servers": [{"url": "https://prod"}], "security": [{"basic": []}]}
    document["components"]["securitySchemes"] = {"basic": {"type": "http", "scheme": "basic"}}
    document["paths"]["/jobs"]["get"] |= {"security": [{"basic": []}], "servers": [{"url": "/v2"}]}
    assert {"servers", "security", "securitySchemes"} & set(_keys(prepare(document, SCOPE))) == set()


def _keys(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [*node, *(key for child in node.values() for key in _keys(child))]
    return [key for child in node for key in _keys(child)] if isinstance(node, list) else []


def test_a_drawn_body_is_a_string_of_its_own_format(document: dict[str, Any]) -> None:
    """The schema of a drawn body names its format; the other media types keep theirs."""
    content = prepare(document, SCOPE)["paths"]["/jobs"]["put"]["requestBody"]["content"]
    assert content["plain/text"]["schema"] == {"type": "string", "format": format_of(*BODY)}
    assert content["application/json"]["schema"]["type"] == "object"


@pytest.mark.parametrize("only_drawn", [True, False])
def test_nothing_but_drawn_bodies_where_only_our_work_may_be_sent(
    document: dict[str, Any], *, only_drawn: bool
) -> None:
    """Where a submit must be work of ours, neither an example nor another media type is sent."""
    prepared = prepare(document, replace(SCOPE, only_drawn=only_drawn))
    content = prepared["paths"]["/jobs"]["put"]["requestBody"]["content"]
    assert ("examples" in content["plain/text"]) is not only_drawn
    assert ("application/json" in content) is not only_drawn


def test_several_answers_make_accept_a_parameter(document: dict[str, Any]) -> None:
    """An operation that answers in several media types is asked for each, and for any."""
    paths = prepare(document, SCOPE)["paths"]
    accepts = [p["schema"]["enum"] for p in paths["/jobs"]["get"]["parameters"] if p["name"] == "Accept"]
    assert accepts == [["application/json", "text/xml", "*/*"]]
    assert "parameters" not in paths["/jobs"]["put"]


def test_documented_refusals_of_media_types_are_asked_for(document: dict[str, Any]) -> None:
    """Where 406 and 415 are documented, a media type that nobody offers is asked for and sent."""
    for operation in document["paths"]["/jobs"].values():
        operation["responses"] |= {"406": {"description": "not offered"}, "415": {"description": "not taken"}}
    paths = prepare(document, SCOPE)["paths"]
    accepts = [p["schema"]["enum"] for p in paths["/jobs"]["get"]["parameters"] if p["name"] == "Accept"]
    assert accepts == [["application/json", "text/xml", NOT_OFFERED, "*/*"]]
    assert "requestBody" not in paths["/jobs"]["get"]
    assert NOT_OFFERED in paths["/jobs"]["put"]["requestBody"]["content"]
    owned = prepare(document, replace(SCOPE, only_drawn=True))["paths"]["/jobs"]["put"]
    assert NOT_OFFERED not in owned["requestBody"]["content"]


def test_a_submit_is_linked_from_lists(document: dict[str, Any]) -> None:
    """A walk can come from a list to a submit, beside the links that the contract has."""
    prepared = prepare(document, SCOPE)
    links = prepared["paths"]["/jobs"]["get"]["responses"]["200"]["links"]
    assert links == {"then-submitJob": {"operationId": "submitJob", "parameters": {}}}
    assert "status" in prepared["paths"]["/jobs"]["put"]["responses"]["201"]["links"]


def test_a_link_to_a_submit_needs_its_path_parameters(document: dict[str, Any]) -> None:
    """A submit elsewhere is linked from lists of the same place only, and told the place."""
    document["paths"]["/at/{host}"] = {
        "get": {"operationId": "listThere", "responses": {"200": {"description": "jobs"}}},
        "put": {"operationId": "submitThere", "responses": {"201": {"description": "submitted"}}},
    }
    names = frozenset({"listJobs", "submitJob", "listThere", "submitThere"})
    scope = Scope(names, frozenset({"submitJob", "submitThere"}), frozenset({"listJobs", "listThere"}))
    paths = prepare(document, scope)["paths"]
    assert list(paths["/jobs"]["get"]["responses"]["200"]["links"]) == ["then-submitJob"]
    there = paths["/at/{host}"]["get"]["responses"]["200"]["links"]
    assert there["then-submitThere"]["parameters"] == {"host": "$request.path.host"}


def test_rivals_are_the_pairs_that_exclude_each_other(document: dict[str, Any]) -> None:
    """``x-job-excludes`` of a query parameter, shared ones too, makes a pair; headers make none."""
    parameters = document["paths"]["/jobs"]["get"]["parameters"]
    parameters[0]["x-job-excludes"] = ["max-jobs"]
    parameters[1]["x-job-excludes"] = ["owner"]
    parameters.append({"name": "X", "in": "header", "schema": {}, "x-job-excludes": ["Y"]})
    assert rivals(document)["listJobs"] == {frozenset({"owner", "max-jobs"})}
    assert rivals(document)["getJob"] == frozenset()


@pytest.fixture(scope="module")
def zosmf() -> Contract:
    """Give the contract of z/OSMF."""
    return load_contract(resource("openapi/zosmf.yaml"))


def test_the_contract_of_zosmf_prepares(zosmf: Contract) -> None:
    """Every job operation of z/OSMF is generated, its rivals are known, its submits are led to."""
    scope = scope_of(zosmf.operations, Mode.UNRESTRICTED, [("submitJobSecondary", "text/plain")])
    document = zosmf.openapi_for_generation()
    prepared = prepare(document, scope)
    left = {
        o["operationId"] for path in prepared["paths"].values() for m, o in path.items() if m != "parameters"
    }
    assert left == scope.operations
    assert set(zosmf.operations) - left == {"authenticate", "logout", "changePassword", "jobCompleted"}
    assert rivals(document)["listJobs"] == {frozenset({"jobid", "user-correlator"})}
    secondary = prepared["paths"]["/zosmf/restjobs/jobs/-{jesb}"]
    links = secondary["get"]["responses"]["200"]["links"]
    assert links["then-submitJobSecondary"]["parameters"] == {"jesb": "$request.path.jesb"}
    assert "format" in secondary["put"]["requestBody"]["content"]["text/plain"]["schema"]
    primary = prepared["paths"]["/zosmf/restjobs/jobs"]["put"]["requestBody"]["content"]
    assert "format" not in primary["text/plain"]["schema"]
