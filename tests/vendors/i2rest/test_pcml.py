from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.schemas import Schema
from harness.vendors.i2rest.pcml import PUBLISHED, PcmlError, published, shapes_of
from tests.vendors.i2rest.bench import Bench, contract

CALLED = {"echo": "Echo", "jobsts": "JobStatus", "jobhst": "JobEnd", "joblst": "JobList"}
INPUTS = {"echo": "EchoInput", "jobsts": "LookUpInput", "jobhst": "LookUpInput", "joblst": "ListInput"}
NARROWED = ("pattern", "enum", "x-source", "description")


def bare(schema: Any) -> Any:
    """Return a schema with its references in place and without what the contract adds to PCML."""
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return bare(contract().document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    kept = {key: value for key, value in schema.items() if key not in {*NARROWED, "additionalProperties"}}
    if "properties" in kept:
        kept["properties"] = {name: bare(value) for name, value in kept["properties"].items()}
    if "items" in kept:
        kept["items"] = bare(kept["items"])
    if "enum" in schema:
        kept.pop("maxLength", None)
    return kept


def alike(written: Any, derived: Any) -> bool:
    """Tell whether a written schema says what the derived one does; a list of values needs no length."""
    if not isinstance(written, dict) or not isinstance(derived, dict):
        return bool(written == derived)
    keys = written.keys() | (derived.keys() - {"maxLength"} if "maxLength" not in written else derived.keys())
    return all(alike(written.get(key), derived.get(key)) for key in keys)


@pytest.mark.parametrize("program", CALLED)
def test_the_contract_says_what_the_document_says(program: str) -> None:
    """Types, lengths, ranges, arrays and members of our look-ups and of the echo sample."""
    mount = "echo" if program == "echo" else "harness"
    shapes = published()[mount, program]
    schemas = contract().document["components"]["schemas"]
    assert alike(bare(schemas[f"{CALLED[program]}Output"]), bare(dict(shapes.output)))
    assert alike(bare(schemas[INPUTS[program]]), bare(dict(shapes.input)))


@pytest.mark.parametrize(("mount", "program"), sorted(published()))
def test_what_the_emulator_answers_fits(mount: str, program: str) -> None:
    """It reads the documents by itself; both readings must agree."""
    status, document = Bench().program(f"{mount}/{program}", unsafe_heap=True)
    if program == "fail":
        assert status == 400
        return
    schema = Schema(dict(published()[mount, program].output))
    assert list(schema.errors(document["output"])) == []


def test_every_type_has_its_shape() -> None:
    """Signed and unsigned, digits and decimals, bytes, structures, arrays with and without trimming."""
    shapes = shapes_of((PUBLISHED / "orders.pcml").read_bytes())["order"]
    given, told = shapes.input["properties"], shapes.output["properties"]
    assert given["rush"] == {"type": "integer", "minimum": 0, "maximum": 65535}
    assert given["customer"]["properties"]["number"]["maximum"] == 999999
    assert "required" not in given["customer"]
    assert told["total"]["maximum"] == 999999999.99
    assert (told["days"]["minItems"], told["days"]["maxItems"]) == (3, 3)
    assert "minItems" not in told["lines"]
    assert told["seal"]["pattern"] == "^([0-9A-F]{2}){4}$"
    assert "trail" not in told
    assert given["placed"]["type"] == "string"


@pytest.mark.parametrize(
    "text",
    [
        "<other/>",
        "<?xml version='1.0' encoding='klingon'?><pcml/>",
        '<!DOCTYPE pcml [<!ENTITY a SYSTEM "file:///etc/passwd">]><pcml>&a;</pcml>',
        '<pcml><program name="a"><data name="b" type="blob"/></program></pcml>',
        '<pcml><program name="a"><data name="b" type="char" length="-1"/></program></pcml>',
        '<pcml><program name="a"><data name="b" type="struct" struct="no"/></program></pcml>',
        '<pcml><struct name="s"><data name="b" type="struct" struct="s"/></struct>'  # noqa: ISC004 - one document
        '<program name="a"><data name="c" type="struct" struct="s"/></program></pcml>',
    ],
)
def test_what_is_no_pcml_is_refused(text: str) -> None:
    """Nothing is read from a file or an address, and nothing grows without end."""
    with pytest.raises(PcmlError):
        shapes_of(text.encode())


@given(st.binary(max_size=80))
def test_no_bytes_do_harm(raw: bytes) -> None:
    """Whatever they are, they are refused."""
    with pytest.raises(PcmlError):
        shapes_of(raw)


@pytest.mark.parametrize(
    ("trim", "good", "bad"),
    [
        ("right", ("", "a", " a", "\nA", "a b"), ("a ", " ", "\n ")),
        ("left", ("", "a", "a "), (" a", " ")),
        ("both", ("", "a", "a\n b"), ("a ", " a", " ")),
        ("none", ("", " a "), ()),
    ],
)
def test_trimmed_text_has_no_blank_where_it_was_trimmed(
    trim: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    """Any other character may stand there, a line break among them."""
    document = (
        f'<pcml><program name="p"><data name="d" type="char" length="9" trim="{trim}"/></program></pcml>'
    )
    schema = Schema(dict(shapes_of(document.encode())["p"].output))
    assert all(schema.accepts({"d": text}) for text in good)
    assert not any(schema.accepts({"d": text}) for text in bad)
