"""PCML documents as JSON Schemas of a program's input and output (IBM i 7.4, PCML; i2Rest's additions).

The adapter's own reading: what an emulator makes of the same document is held against this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

PUBLISHED = Path(__file__).with_name("published")
"""The documents that embedded emulators publish, ``harness.pcml`` for real servers among them."""
_TRIMMED = {
    "right": "(^|[^ ])$",
    "left": "^([^ ]|$)",
    "both": "^([^ ](([^ ]| )*[^ ])?)?$",
    "none": "",
}
"""By ``trim``; a dot would not match a line break."""
_MOMENTS = {
    "date": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "time": "^[0-9]{2}:[0-9]{2}:[0-9]{2}$",
    "timestamp": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{6})?$",
}
_IN = frozenset({"input", "inputoutput"})
_OUT = frozenset({"output", "inputoutput"})


class PcmlError(ValueError):
    """A document that is no PCML, or that has a document type."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """JSON Schemas of one program."""

    input: Mapping[str, Any]
    output: Mapping[str, Any]


@lru_cache(maxsize=1)
def published() -> Mapping[tuple[str, str], Shapes]:
    """Return the shapes of every program of ours, by mount point and name."""
    documents = {path.stem: shapes_of(path.read_bytes()) for path in sorted(PUBLISHED.glob("*.pcml"))}
    return {(mount, name): shapes for mount, found in documents.items() for name, shapes in found.items()}


def shapes_of(text: bytes) -> Mapping[str, Shapes]:
    """Return the shapes of a document's programs by name; raise ``PcmlError`` for anything else."""
    root = _root(text)
    structures = {each.get("name", ""): each for each in root if each.tag == "struct"}
    programs = {each.get("name", ""): each for each in root if each.tag == "program"}
    return {
        name: Shapes(_Side(structures, _IN).object(program), _Side(structures, _OUT).object(program))
        for name, program in programs.items()
    }


def _root(text: bytes) -> Element:
    builder, parser = TreeBuilder(), expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, LookupError, ValueError) as problem:
        raise PcmlError(str(problem)) from None
    root = builder.close()
    if root.tag != "pcml":
        raise PcmlError(f"the root is <{root.tag}>, not <pcml>")
    return root


def _refuse(*_: object) -> None:
    raise PcmlError("a document type is not read: it could name files, and grow without end")


@dataclass(frozen=True)
class _Side:
    """What goes in, or what comes out."""

    structures: Mapping[str, Element]
    usages: frozenset[str]

    @property
    def out(self) -> bool:
        return self.usages is _OUT

    def object(self, holder: Element, inherited: str = "inputoutput", depth: int = 0) -> dict[str, Any]:
        """Return the schema of a program's or a structure's members."""
        if depth > len(self.structures):
            raise PcmlError("a structure is part of itself")
        members = dict(self._members(holder, inherited, depth))
        shape = {"type": "object", "additionalProperties": False, "properties": members}
        return {**shape, "required": list(members)} if self.out else shape

    def _members(self, holder: Element, inherited: str, depth: int) -> Iterator[tuple[str, Any]]:
        for node in holder:
            usage = node.get("usage", "inherit")
            usage = inherited if usage == "inherit" else usage
            if usage in self.usages and not (self.out and node.get("exclude") == "true"):
                yield node.get("name", ""), self._counted(node, usage, depth)

    def _counted(self, node: Element, usage: str, depth: int) -> dict[str, Any]:
        one = self._one(node, usage, depth)
        count = node.get("count")
        if count is None:
            return one
        whole = self.out and "trimarray" not in node.attrib
        least = {"minItems": _number(count)} if whole else {}
        return {"type": "array", **least, "maxItems": _number(count), "items": one}

    def _one(self, node: Element, usage: str, depth: int) -> dict[str, Any]:
        if node.tag == "struct":
            return self.object(node, usage, depth + 1)
        if node.get("type") == "struct":
            named = self.structures.get(node.get("struct", ""))
            if named is None:
                raise PcmlError(f"there is no structure {node.get('struct')!r}")
            return self.object(named, usage, depth + 1)
        shape = _SHAPES.get(node.get("type", ""))
        if shape is None:
            raise PcmlError(f"{node.get('type')!r} is no type of PCML")
        found = shape(node)
        if not self.out:
            found.pop("pattern", None)
        return found


def _text(node: Element) -> dict[str, Any]:
    pattern = _TRIMMED[node.get("trim", "right")]
    shape = {"type": "string", "maxLength": _number(node.get("length", "0"))}
    return {**shape, "pattern": pattern} if pattern else shape


def _bytes(node: Element) -> dict[str, Any]:
    length = _number(node.get("length", "0"))
    return {"type": "string", "maxLength": 2 * length, "pattern": f"^([0-9A-F]{{2}}){{{length}}}$"}


def _integer(node: Element) -> dict[str, Any]:
    bits = 8 * _number(node.get("length", "0"))
    if node.get("precision") == str(bits):
        return {"type": "integer", "minimum": 0, "maximum": 2**bits - 1}
    return {"type": "integer", "minimum": -(2 ** (bits - 1)), "maximum": 2 ** (bits - 1) - 1}


def _decimal(node: Element) -> dict[str, Any]:
    digits, decimals = _number(node.get("length", "0")), _number(node.get("precision", "0"))
    most = (10**digits - 1) / 10**decimals if decimals else 10**digits - 1
    return {"type": "number" if decimals else "integer", "minimum": -most, "maximum": most}


def _moment(node: Element) -> dict[str, Any]:
    return {"type": "string", "pattern": _MOMENTS[node.get("type", "")]}


_SHAPES: Mapping[str, Callable[[Element], dict[str, Any]]] = {
    "char": _text,
    "byte": _bytes,
    "int": _integer,
    "packed": _decimal,
    "zoned": _decimal,
    "float": lambda _node: {"type": "number"},
    **dict.fromkeys(_MOMENTS, _moment),
}


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 8):
        raise PcmlError(f"{text!r} is not a number")
    return int(text)
