from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from harness.contract import Body, Contract, Kind, Parameter, load_contract
from harness.contract.build import METHODS
from harness.contract.explain import explain
from harness.contract.media import OPAQUE, BodyReader, is_xml
from harness.contract.parameters import typed
from harness.contract.pointers import resolve
from harness.contract.schemas import Schema, SchemaSet
from harness.contract.writing import write_body
from harness.contract.xml import read_xml, shape_of, write_xml
from harness.exchange import Headers, Request
from harness.finding import Source
from harness.xml_document import parse_xml
from tests.contract.instances import near_misses

FILES = sorted((Path(__file__).parents[2] / "openapi").glob("*.yaml"))
NAMES = [path.stem for path in FILES]

of_each_file = pytest.mark.parametrize("path", FILES, ids=NAMES)


@cache
def contract_of(path: Path) -> Contract:
    """Return the contract at ``path``."""
    return load_contract(path)


def bodies(contract: Contract) -> Iterator[Body]:
    """Yield every body of a contract, of requests and of answers, once for each place."""
    seen = set()
    for operation in contract.operations.values():
        groups = [operation.request_bodies, *(answer.bodies for answer in operation.answers.values())]
        for body in (body for group in groups for body in group.values()):
            if body.pointer not in seen:
                seen.add(body.pointer)
                yield body


def values(contract: Contract) -> Iterator[Parameter]:
    """Yield every parameter and response header of a contract, once for each place."""
    seen = set()
    for operation in contract.operations.values():
        groups = [operation.parameters, *(answer.headers.values() for answer in operation.answers.values())]
        for parameter in (parameter for group in groups for parameter in group):
            if parameter.pointer not in seen:
                seen.add(parameter.pointer)
                yield parameter


@cache
def schemas(path: Path) -> dict[str, Schema]:
    """Return every schema by which messages of a contract are judged, by its place."""
    contract = contract_of(path)
    compiled = SchemaSet(contract.document)
    found = {body.pointer: body.schema for body in bodies(contract)}
    found |= {parameter.pointer: parameter.schema for parameter in values(contract)}
    return {at: compiled.strict(schema, at) for at, schema in found.items() if schema is not None}


def test_there_are_contracts() -> None:
    """The tests below speak of at least one file."""
    assert "zosmf" in NAMES


@of_each_file
def test_the_file_is_openapi(path: Path) -> None:
    """A contract passes the validator of the OpenAPI community."""
    problems = [error.message for error in OpenAPIV31SpecValidator(contract_of(path).document).iter_errors()]
    assert problems == []


@of_each_file
def test_fast_and_slow_validators_agree(path: Path) -> None:
    """On every schema, for valid and invalid instances, both say the same, and a refusal is explained."""
    drawn = [
        st.tuples(st.just(schema), near_misses(schema.root, schema.root)) for schema in schemas(path).values()
    ]
    seen: set[bool] = set()

    @settings(max_examples=8 * len(drawn), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(drawn))
    def agree(pair: tuple[Schema, Any]) -> None:
        schema, instance = pair
        accepted = schema.accepts(instance)
        seen.add(accepted)
        assert accepted == (not list(schema.errors(instance)))
        assert accepted == (not explain(schema, instance, Source("test")))

    agree()
    assert seen == {True, False}


@of_each_file
def test_examples_of_bodies_are_valid(path: Path) -> None:
    """Every example of a body is one that the strict view accepts, and what its media type says."""
    checked = schemas(path)
    wrong = [
        f"{body.pointer}: {name}"
        for body in bodies(contract_of(path))
        for name, value in body.examples.items()
        if not checked[body.pointer].accepts(_as_read(body, value, contract_of(path)))
    ]
    assert wrong == []


def _as_read(body: Body, value: Any, contract: Contract) -> Any:
    reader = BodyReader({body.media_type: body}, contract.document)
    read = reader.read(body.media_type, _written(body, value, contract))
    assert read.strays == (), body.pointer
    return value if read.value is OPAQUE else read.value


def _written(body: Body, value: Any, contract: Contract) -> bytes:
    """Return an example as the bytes that it stands for; XML may be written out or be a value."""
    if isinstance(value, str) and "json" not in body.media_type:
        return value.encode()
    return write_body(body.media_type, value, body.schema, contract.document)


@of_each_file
def test_every_document_has_an_example(path: Path) -> None:
    """A reader finds an example of every JSON body."""
    without = [
        body.pointer
        for body in bodies(contract_of(path))
        if body.media_type == "application/json" and not body.examples
    ]
    assert without == []


@of_each_file
def test_examples_of_parameters_are_valid(path: Path) -> None:
    """Every example of a parameter is a documented value, also after its way over the wire."""
    document = contract_of(path).document
    checked = schemas(path)
    for parameter in values(contract_of(path)):
        types, _ = resolve(document, parameter.schema)
        for example in parameter.examples:
            text = _on_the_wire(example)
            assert checked[parameter.pointer].accepts(example), f"{parameter.pointer}: {example}"
            assert typed(text, types) == example, f"{parameter.pointer}: {example}"


def _on_the_wire(example: Any) -> str:
    if isinstance(example, list):
        return ",".join(map(_on_the_wire, example))
    return str(example).lower() if isinstance(example, bool) else str(example)


@of_each_file
def test_parameters_have_examples(path: Path) -> None:
    """Every parameter that requests are generated for has an example."""
    document = contract_of(path).openapi_for_generation()
    without = [
        f"{template} {node['name']}"
        for template, item in document["paths"].items()
        for holder in (item, *(item[method] for method in METHODS if method in item))
        for node, _ in (resolve(document, given) for given in holder.get("parameters", ()))
        if not node.get("examples")
    ]
    assert without == []


@of_each_file
def test_every_example_request_matches_its_operation(path: Path) -> None:
    """A request made of the first examples of an operation's parameters is read as that operation."""
    contract = contract_of(path)
    for operation in contract.operations.values():
        if operation.template.startswith("/"):
            target = operation.template
            for parameter in operation.parameters:
                if parameter.place == "path":
                    target = target.replace(f"{{{parameter.name}}}", str(parameter.examples[0]))
            match = contract.match(Request(operation.method, target))
            assert match is not None, operation.id
            assert match.operation is operation


@of_each_file
def test_every_schema_of_an_answer_refuses_what_is_not_documented(path: Path) -> None:
    """In the strict view a further property of a documented object is found."""
    contract = contract_of(path)
    checked = schemas(path)
    for operation in contract.operations.values():
        for answer in operation.answers.values():
            for body in answer.bodies.values():
                for value in body.examples.values():
                    if isinstance(value, dict):
                        found = explain(checked[body.pointer], {**value, "x-new": 1}, body.source)
                        assert [d.kind for d in found] == [Kind.UNDOCUMENTED_FIELD], body.pointer


@of_each_file
def test_links_fit_the_operations_that_they_lead_to(path: Path) -> None:
    """A link gives only parameters that its operation has, and every path parameter that it needs."""
    contract = contract_of(path)
    document = contract.document
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            for given_response in operation["responses"].values():
                response, _ = resolve(document, given_response)
                for name, given_link in response.get("links", {}).items():
                    link, _ = resolve(document, given_link)
                    target = contract.operations[link["operationId"]]
                    names = {parameter.name for parameter in target.parameters}
                    needed = {p.name for p in target.parameters if p.place == "path"}
                    assert needed <= link["parameters"].keys() <= names, name


@of_each_file
def test_a_whole_example_request_has_nothing_wrong(path: Path) -> None:
    """Requests made of the examples of required parameters and of each body keep the contract."""
    contract = contract_of(path)
    for operation in contract.operations.values():
        if not operation.template.startswith("/"):
            continue
        target = operation.template
        headers, query = [], []
        for parameter in operation.parameters:
            if parameter.place == "path":
                target = target.replace(f"{{{parameter.name}}}", str(parameter.examples[0]))
            elif parameter.place == "header" and parameter.required:
                headers.append((parameter.name, str(parameter.examples[0])))
            elif parameter.place == "query" and parameter.required:
                query.append((parameter.name, str(parameter.examples[0])))
        target += f"?{urlencode(query)}" if query else ""
        for media_type, raw in _example_bodies(operation.request_bodies.values(), contract):
            extra = [("Content-Type", media_type)] if media_type else []
            request = Request(operation.method, target, Headers.of([*headers, *extra]), raw)
            match = contract.match(request)
            assert match is not None
            assert contract.judge_request(match, request) == (), operation.id


def _example_bodies(bodies: Any, contract: Contract) -> Iterator[tuple[str, bytes]]:
    given = [(body, value) for body in bodies for value in body.examples.values()]
    for body, value in given:
        yield body.media_type, _written(body, value, contract)
    if not given:
        yield "", b""


@of_each_file
def test_xml_is_judged_by_both_validators_alike(path: Path) -> None:
    """Whatever value goes into a document, what is read back from it is judged the same by both."""
    contract = contract_of(path)
    checked = schemas(path)
    found = [body for body in bodies(contract) if is_xml(body.media_type) and body.schema is not None]
    forms = {body.pointer: shape_of(body.schema, contract.document) for body in found}
    if not found:
        return  # Contracts without XML have nothing to disagree about.
    drawn = [
        st.tuples(st.just(body.pointer), near_misses(checked[body.pointer].root, checked[body.pointer].root))
        for body in found
    ]

    @settings(max_examples=8 * len(drawn), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(drawn))
    def agree(pair: tuple[str, Any]) -> None:
        schema, form = checked[pair[0]], forms[pair[0]]
        value = read_xml(parse_xml(write_xml(pair[1], *form)), *form).value
        assert schema.accepts(value) == (not list(schema.errors(value)))
        assert schema.accepts(value) == (not explain(schema, value, Source("test")))

    agree()
