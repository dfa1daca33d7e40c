"""XML as a tree, read without anything that a document could do to its reader.

Python's expat does the reading. A document type is refused as soon as it begins, so no entity can be
declared, none grows, and nothing outside the document is ever opened (CWE-611, CWE-776).
"""

from __future__ import annotations

# Safe by what _Builder refuses: without a document type there are no entities.
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

__all__ = ["DEEPEST", "Element", "XmlError", "parse_xml"]

DEEPEST = 200
"""Elements within elements; a deeper document is refused."""
_SHALLOW = DEEPEST * len(b"<a></a>")
"""A body of fewer bytes cannot be deeper."""


class XmlError(ValueError):
    """Bytes are not a document that can be read; the text says why and where."""


def parse_xml(body: bytes, charset: str | None = None) -> Element:
    """Return the root element; ``charset`` goes before what the document says (RFC 7303, 3.2)."""
    try:
        parser = XMLParser(target=_Builder(), encoding=charset)  # noqa: S314
        parser.feed(body)
        root: Element = parser.close()
    except (ParseError, LookupError, ValueError) as error:
        raise XmlError(str(error)) from None
    if len(body) >= _SHALLOW:
        _refuse_depth(root)
    return root


class _Builder(TreeBuilder):
    """Builds the tree of a document that has no document type."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise XmlError(f"a document type, <!DOCTYPE {name}")


def _refuse_depth(root: Element) -> None:
    """Walk level by level, so that no depth can exhaust the stack."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise XmlError(f"more than {DEEPEST} elements within each other")
        level = [child for element in level for child in element]
