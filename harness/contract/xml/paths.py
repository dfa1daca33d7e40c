"""Where something stands in an XML document, as XPath."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from harness.contract.pointers import steps
from harness.contract.xml.shape import Member, Name, Shape, Spread
from harness.xml_document import Element


def path_of(root: Element, element: Element, shape: Shape) -> str:
    """Return the XPath of an element below ``root``, whose schema has ``shape``.

    A position stands where names repeat, or may repeat.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    way = [element]
    while way[-1] is not root:
        way.append(parents[way[-1]])
    path, name = f"/{root.tag}", Name(root.tag)
    for parent, child in pairwise(reversed(way)):
        member = shape.elements.get(child.tag)
        listed = "array" in shape.types and shape.item_name(name).tag == child.tag
        repeats = listed or (member is not None and member.spread is Spread.REPEATED)
        alike = [each for each in parent if each.tag == child.tag]
        position = f"[{alike.index(child) + 1}]" if repeats or len(alike) > 1 else ""
        path, name = f"{path}/{child.tag}{position}", Name(child.tag)
        shape = _below(shape, member, listed=listed, repeats=repeats)
    return path


def _below(shape: Shape, member: Member | None, *, listed: bool, repeats: bool) -> Shape:
    """Return the shape of a child's content."""
    if listed:
        return shape.items
    if member is None:
        return shape.further or _ANYTHING
    return member.shape.items if repeats else member.shape


def located(pointer: str, shape: Shape, root: str) -> str:
    """Return the XPath of what a JSON pointer means in the value of a document.

    ``*`` for a position stays ``*``: ``/jobsummary/*/id`` becomes ``/jobs/jobsummary[*]/id``.
    """
    return "".join([f"/{root}", *_walk(list(steps(pointer)), shape, Name(root))])


def _walk(way: list[str], shape: Shape, name: Name) -> Iterator[str]:
    """Yield the steps below an element of ``name`` whose content has ``shape``."""
    while way:
        if "array" in shape.types:
            yield f"/{shape.item_name(name).tag}{_position(way.pop(0))}"
            shape = shape.items
            continue
        member = shape.by_property.get(way[0])
        if member is None and (way[0].isdigit() or way[0] == "*"):
            # One of several elements where one was expected.
            yield _position(way.pop(0))
        elif member is None:
            yield f"/{_undeclared(way.pop(0))}"
            shape = shape.further or _ANYTHING
        else:
            yield f"/{_step(member, shape, way)}"
            repeated = member.spread is Spread.REPEATED
            shape, name = (member.shape.items if repeated else member.shape), member.name


def _step(member: Member, shape: Shape, way: list[str]) -> str:
    """Take a declared property off the way, with its position where its element repeats."""
    way.pop(0)
    if member.name.tag in shape.attributes and shape.attributes[member.name.tag] is member:
        return f"@{member.name.tag}"
    if shape.text is member:
        return "text()"
    position = _position(way.pop(0)) if member.spread is Spread.REPEATED and way else ""
    return f"{member.name.tag}{position}"


def _undeclared(step: str) -> str:
    return step[1:-1] if step.startswith("<") and step.endswith(">") else step


def _position(step: str) -> str:
    return f"[{int(step) + 1}]" if step.isdigit() else f"[{step}]"


_ANYTHING = Shape((), {})
