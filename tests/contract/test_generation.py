from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from harness.contract.generation import generation_document
from tests.contract.tiny import tiny

INFO = 'info: { title: Parcels, version: "1" }'
SECURED = (
    f"{INFO} => {INFO}\nservers: [{{ url: https://post.example.com }}]\nsecurity: [{{ key: [] }}]",
    "operationId: track => operationId: track\n      security: []\n      callbacks: {}",
    "components:\n => components:\n  securitySchemes: { key: { type: http, scheme: basic } }\n",
)
HEADERS = (
    "required: true, schema: { type: integer } } => required: true, schema: { type: integer } }\n"
    "      - { name: X-Url, in: header, x-job-generation: never, schema: { type: string } }\n"
    "      - { name: X-Kept, in: header, schema: { type: string } }"
)


def generated(*changes: str) -> dict[str, Any]:
    """Return what a generator sees of the tiny document."""
    return generation_document(tiny(*changes))


def test_a_generator_sees_operations_schemas_and_links() -> None:
    """Nothing of the plain document is lost."""
    assert generated() == tiny()


def test_credentials_and_addresses_are_not_generated() -> None:
    """The door puts credentials on, and every request goes to it."""
    document = generated(*SECURED)
    text = json.dumps(document)
    assert "post.example.com" not in text
    assert "security" not in text
    assert "callbacks" not in text


def test_session_operations_are_not_generated() -> None:
    """Failed logins lock users out; a path without any other operation goes too."""
    document = generated("x-job-effect: read => x-job-effect: session")
    assert set(document["paths"]["/parcels/{number}"]) == {"parameters", "put"}
    none = generated(
        "x-job-effect: read => x-job-effect: session",
        "x-job-effect:\n => x-job-effect: session\n      x-note:\n",
    )
    assert none["paths"] == {}


def test_some_parameters_are_never_generated() -> None:
    """A generated address or system name would lead requests elsewhere."""
    parameters = generated(HEADERS)["paths"]["/parcels/{number}"]["parameters"]
    assert [parameter["name"] for parameter in parameters] == ["number", "X-Kept"]


def test_the_document_stays_as_it_is() -> None:
    """A generator that changes its copy changes no contract, and no part of the copy is another."""
    document = tiny(*SECURED)
    before = json.dumps(document)
    copy = generation_document(document)
    copy["paths"]["/parcels/{number}"]["get"]["responses"].clear()
    assert json.dumps(document) == before


def test_bounds_hold_for_what_is_generated_and_nothing_else() -> None:
    """Where the documents set none, a long list is right, but none is sent."""
    sizes_bound = "sizes: { type: array, x-job-bounds: { maxItems: 3 } }"
    many = f"note: {{ type: string }} => note: {{ type: string }}, {sizes_bound}"
    sizes = {"type": "array", "maxItems": 3}
    assert sizes in list(_objects(generated(many)))
    assert sizes not in list(_objects(tiny(many)))


def _objects(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _objects(child)
