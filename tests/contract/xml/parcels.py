"""A document with every XML annotation that is read: lists of each kind, attributes, namespaces, text."""

from __future__ import annotations

from typing import Any

from harness.contract.xml import Shape, read_xml, shape_of
from harness.contract.xml.reading import XSI, XmlReading
from harness.contract.xml.shape import Name
from harness.xml_document import parse_xml

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Parcel": {
                "type": "object",
                "xml": {"name": "parcel"},
                "required": ["stop"],
                "properties": {
                    "id": {"type": "integer", "xml": {"attribute": True}},
                    "weight": {"type": ["number", "null"]},
                    "fragile": {"type": "boolean"},
                    "note": {"type": ["string", "null"]},
                    "stop": {"type": "array", "items": {"$ref": "#/components/schemas/Stop"}},
                    "label": {"type": "array", "items": {"type": "string"}},
                    "marks": {
                        "type": "array",
                        "items": {"type": "string", "xml": {"name": "mark"}},
                        "xml": {"name": "allMarks", "wrapped": True},
                    },
                    "customs": {
                        "type": "string",
                        "xml": {"name": "duty", "namespace": "urn:customs", "prefix": "c"},
                    },
                    "value": {
                        "type": "object",
                        "properties": {
                            "type": {
                                "type": "string",
                                "xml": {"attribute": True, "namespace": XSI, "prefix": "xsi"},
                            },
                            "content": {"type": "integer", "xml": {"nodeType": "text"}},
                        },
                    },
                    "extras": {"type": "object", "additionalProperties": {"type": "integer"}},
                    "whole": {"$ref": "#/components/schemas/Parcel"},
                },
            },
            "Stop": {
                "type": "object",
                "required": ["town"],
                "properties": {"town": {"type": "string"}, "days": {"type": "integer"}},
            },
            "Parcels": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Parcel"},
                "xml": {"name": "parcels"},
            },
        }
    }
}
PARCEL = {"$ref": "#/components/schemas/Parcel"}


def form(schema: Any = PARCEL, document: dict[str, Any] = DOCUMENT) -> tuple[Shape, tuple[Name, ...]]:
    """Return the shape of a schema and the names of its root."""
    return shape_of(schema, document)


def read(text: str, schema: Any = PARCEL, document: dict[str, Any] = DOCUMENT) -> XmlReading:
    """Return what a document stands for."""
    return read_xml(parse_xml(text.encode()), *form(schema, document))


def value(inner: str) -> Any:
    """Return the value of a parcel of which this is the content; it has no strays."""
    reading = read(f"<parcel><stop><town>Bonn</town></stop>{inner}</parcel>")
    assert reading.strays == ()
    assert reading.value.pop("stop") == [{"town": "Bonn"}]
    return reading.value
