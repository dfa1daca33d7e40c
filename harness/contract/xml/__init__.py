"""XML as the values that JSON Schemas judge, by the ``xml`` annotations of OpenAPI (3.1, XML Object)."""

from harness.contract.xml.paths import located
from harness.contract.xml.reading import Stray, XmlReading, read_xml
from harness.contract.xml.shape import Shape, shape_of
from harness.contract.xml.writing import write_xml

__all__ = ["Shape", "Stray", "XmlReading", "located", "read_xml", "shape_of", "write_xml"]
