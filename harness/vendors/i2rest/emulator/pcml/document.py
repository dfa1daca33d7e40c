"""Reading a PCML document: XML without a document type, so that it can name no file and no address.

Tags and attributes are those of IBM's PCML reference (IBM i 7.4); ``trimarray``, ``assert`` and
``exclude`` are i2Rest's (i2Rest wiki, I2Rest_PCML_syntax).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final
from xml.parsers import expat

_TYPES: Final = frozenset(
    {"char", "int", "packed", "zoned", "float", "byte", "struct", "date", "time", "timestamp"}
)
_DEPTH: Final = 32
_LARGEST: Final = 1024 * 1024


class PcmlError(ValueError):
    """A document that is no PCML."""


@dataclass(frozen=True)
class Data:
    """One ``data`` element; ``fields`` are those of its structure."""

    name: str
    type: str
    length: int = 0
    precision: int | None = None
    count: int | None = None
    usage: str = "inherit"
    init: str | None = None
    trim: str = "right"
    trims_rows: bool = False
    """Whether ``trimarray`` names a program that drops blank rows."""
    asserted: str | None = None
    """The program that judges the value before it goes out."""
    excluded: bool = False
    fields: tuple[Data, ...] = ()

    @cached_property
    def plain(self) -> bool:
        """Whether it is one value, no array and no structure."""
        return self.count is None and not self.fields

    @cached_property
    def goes_in(self) -> bool:
        """Whether callers may pass it."""
        return self.usage in {"input", "inputoutput"}

    @cached_property
    def comes_out(self) -> bool:
        """Whether it is part of the answer's document before exclusions."""
        return self.usage in {"output", "inputoutput"}


@dataclass(frozen=True)
class Program:
    """One ``program`` element."""

    name: str
    path: str
    parameters: tuple[Data, ...]

    @cached_property
    def inputs(self) -> Mapping[str, Data]:
        """What callers may pass, by name."""
        return {data.name: data for data in self.parameters if data.goes_in}

    @cached_property
    def outputs(self) -> tuple[Data, ...]:
        """What comes out."""
        return tuple(data for data in self.parameters if data.comes_out)

    @cached_property
    def unset(self) -> Mapping[str, Any]:
        """What stands in output parameters until the program sets them."""
        only_out = [data for data in self.parameters if not data.goes_in]
        return {data.name: [] if data.count is not None else 0 for data in only_out}


@dataclass
class _Node:
    tag: str
    attributes: Mapping[str, str]
    children: list[_Node] = field(default_factory=list)


def read_pcml(text: bytes) -> Mapping[str, Program]:
    """Return the programs of a document by name; raise ``PcmlError`` for anything else."""
    root = _tree(text)
    if root.tag != "pcml":
        raise PcmlError(f"the root is <{root.tag}>, not <pcml>")
    structs = {_name(node): node for node in root.children if node.tag == "struct"}
    found = (_program(node, structs) for node in root.children if node.tag == "program")
    return {program.name: program for program in found}


def _tree(text: bytes) -> _Node:
    if len(text) > _LARGEST:
        raise PcmlError("the document is too large")
    top = _Node("", {})
    stack = [top]

    def begin(tag: str, attributes: dict[str, str]) -> None:
        node = _Node(tag, attributes)
        stack[-1].children.append(node)
        stack.append(node)
        if len(stack) > _DEPTH:
            raise PcmlError("the document is nested too deeply")

    def refuse(*_: Any) -> None:
        raise PcmlError("a document type is not read")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _tag: stack.pop()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, LookupError, ValueError) as problem:
        raise PcmlError(str(problem)) from None
    return top.children[0]


def _program(node: _Node, structs: Mapping[str, _Node]) -> Program:
    parameters = tuple(_data(child, structs, "inputoutput", ()) for child in _elements(node))
    return Program(_name(node), node.attributes.get("path", ""), parameters)


def _elements(node: _Node) -> Iterable[_Node]:
    return (child for child in node.children if child.tag in {"data", "struct"})


def _data(node: _Node, structs: Mapping[str, _Node], inherited: str, within: tuple[str, ...]) -> Data:
    given = node.attributes
    type_ = "struct" if node.tag == "struct" else given.get("type", "")
    if type_ not in _TYPES:
        raise PcmlError(f"{_name(node)} is of the unknown type {type_!r}")
    usage = given.get("usage", "inherit")
    usage = inherited if usage == "inherit" else usage
    body = _body(node, structs, within)
    inside = (*within, given.get("struct", ""))
    return Data(
        name=_name(node),
        type=type_,
        length=_number(given.get("length")) or _natural(type_),
        precision=_number(given.get("precision")),
        count=_number(given.get("count")),
        usage=usage,
        init=given.get("init"),
        trim=given.get("trim", "right"),
        trims_rows="trimarray" in given,
        asserted=given.get("assert"),
        excluded=given.get("exclude") == "true",
        fields=tuple(_data(child, structs, usage, inside) for child in body),
    )


def _body(node: _Node, structs: Mapping[str, _Node], within: tuple[str, ...]) -> Iterable[_Node]:
    if node.tag == "struct":
        return _elements(node)
    named = node.attributes.get("struct")
    if named is None:
        return ()
    if named in within or named not in structs:
        raise PcmlError(f"the structure {named} is not there, or is part of itself")
    return _elements(structs[named])


def _name(node: _Node) -> str:
    try:
        return node.attributes["name"]
    except KeyError:
        raise PcmlError(f"a <{node.tag}> without a name") from None


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 8):
        raise PcmlError(f"{text!r} is not a number")
    return int(text)


def _natural(type_: str) -> int:
    return {"date": 10, "time": 8, "timestamp": 26}.get(type_, 0)
