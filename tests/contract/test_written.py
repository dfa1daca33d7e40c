from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import load_contract
from harness.contract.written import Written
from harness.errors import UsageError
from tests.contract.tiny import text, written

MALFORMED = {
    "another version of OpenAPI": (
        "openapi: 3.1.0 => openapi: 3.0.3",
        "/openapi: expected text that matches",
    ),
    "no title": (
        "{ title: Parcels, version: => { name: Parcels, version:",
        "/info/title: expected the property",
    ),
    "no paths": (
        "paths:\n  /parcels/{number}: => paths: {}\nx-rest:\n  /parcels/{number}:",
        "/paths: expected minProperties 1",
    ),
    "a path without a slash": ("/parcels/{number}: => parcels/{number}:", "expected text that matches ^/"),
    "an operation without a source": (
        "x-source: { where: leaflet page 1, standing: documented } => x-note: 1",
        "/get/x-source: expected the property",
    ),
    "an operation without an effect": (
        "x-job-effect: read => x-note: 1",
        "x-job-effect: expected the property",
    ),
    "an operation without an id": ("operationId: track => x-note: 1", "operationId: expected the property"),
    "an unknown effect": ("x-job-effect: read => x-job-effect: look", 'expected one of ["read"'),
    "an empty list of effects": ("x-job-effect: read => x-job-effect: []", "expected minItems 1"),
    "an unknown key of an effect": (
        "- effect: destroy\n => - effects: x\n          effect: destroy\n",
        "effects: expected no such",
    ),
    "an unknown role": ("x-job-role: status => x-job-role: state", "x-job-role: expected text that matches"),
    "a misspelt extension": ("x-job-role: status => x-job-roll: status", 'got "x-job-roll"'),
    "an extension at the wrong place": (
        "in: path, required: true => in: path, x-job-role: status, required: true",
        'got "x-job-role"',
    ),
    "an unknown standing": (
        "page 2, standing: measured => page 2, standing: guessed",
        "standing: expected one of",
    ),
    "a source without a place": (
        "{ where: leaflet page 2, => { somewhere: leaflet page 2,",
        "expected no such property",
    ),
    "a schema without a source": (
        "x-source: { where: leaflet page 6, standing: documented } => x-note: 1",
        "Parcel/x-source",
    ),
    "a type that JSON Schema does not know": (
        "weight: { type: integer => weight: { type: int",
        "weight/type",
    ),
    "a status that is none": ('"200": => "20":', "expected text that matches"),
    "an outcome that is none": ("SENT: [done] => SENT: [ok]", "/SENT/0: expected one of"),
    "a life cycle without its source": (
        "x-source: { where: leaflet, standing: documented } => x-note: 1",
        "x-job-lifecycle/x-source",
    ),
    "a parameter without a schema": (
        "required: true, schema: { type: integer } } => required: true }",
        "schema: expected",
    ),
    "a reference to another file": (
        '"#/components/schemas/Parcel" => "parcel.yaml"',
        "$ref: expected text that matches",
    ),
}


@pytest.mark.parametrize(("change", "says"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_contract_is_refused_with_its_line(change: str, says: str, tmp_path: Path) -> None:
    """One line with file, line, what was expected, what came, and where to look."""
    path = written(tmp_path, change)
    with pytest.raises(UsageError) as caught:
        load_contract(path)
    message = str(caught.value)
    assert says in message
    assert message.startswith(f"{path}:")
    assert caught.value.line is not None
    assert "\n" not in message


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("openapi: 3.1.0 => openapi: 3.0.3", 1),
        ("x-job-effect: read => x-job-effect: look", 21),
        ("page 2, standing: measured => page 2, standing: guessed", 26),
        ("x-source: { where: leaflet page 6, standing: documented } => x-note: 1", 56),
    ],
)
def test_the_line_is_that_of_the_fault(change: str, line: int, tmp_path: Path) -> None:
    """Of something missing, it is the line of what lacks it."""
    with pytest.raises(UsageError) as caught:
        load_contract(written(tmp_path, change))
    assert caught.value.line == line


def test_of_several_faults_the_first_is_told(tmp_path: Path) -> None:
    """A reader mends a file from the top."""
    path = written(tmp_path, "x-job-effect: read => x-job-effect: look", "openapi: 3.1.0 => openapi: 3.0.3")
    with pytest.raises(UsageError) as caught:
        load_contract(path)
    assert caught.value.line == 1


def test_an_error_names_the_part() -> None:
    """Whoever finds a fault of its own tells it at the line of the part."""
    source = Written.of(Path("parcels.yaml"), text())
    error = source.wrong(("components", "schemas", "Parcel"), "is too heavy", "take something out")
    assert str(error) == "parcels.yaml:56: is too heavy (take something out)"
