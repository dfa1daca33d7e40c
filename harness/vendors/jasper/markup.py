"""The XML of the jobs service as the values that its JSON holds.

XML has no ``trigger`` level, writes parameters as entries, and tells no numbers from texts; what is read
here is one document whichever form it came in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.etree import ElementTree as ET

from harness.errors import UsageError
from harness.xml_document import Element, XmlError, parse_xml

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XS: Final = "http://www.w3.org/2001/XMLSchema"
LISTS: Final = frozenset(
    {
        *("jobsummary", "jobId", "outputFormat", "address", "day", "month", "entry", "item"),
        *("error", "errorArguments", "parameter", "calendarName", "excludeDay", "excludeDayFlag"),
    }
)
"""Elements that repeat; one alone is a list of one."""
_WHOLE: Final = re.compile(r"-?[0-9]{1,19}")
_NUMBERS: Final = frozenset(
    {
        *("id", "jobId", "version", "startType", "misfireInstruction", "occurrenceCount"),
        *("recurrenceInterval", "port", "pbsz", "referenceWidth", "referenceHeight"),
    }
)
_FLAGS: Final = {"true": True, "false": False}
_TEXTS: Final = frozenset({"key", "item", "label", "description", "messageText", "subject", "message"})
"""Elements whose text is text, even when it looks like something else."""
_TRIGGERS: Final = ("simpleTrigger", "calendarTrigger")


def root_of(body: bytes) -> Element | None:
    """Return the root element of a document, None when it cannot be read."""
    try:
        return parse_xml(body)
    except XmlError:
        return None


def value_of(element: Element) -> Any:
    """Return what an element stands for, in the form of JSON."""
    children = list(element)
    if not children:
        return _leaf(_local(element.tag), element.text or "")
    found: dict[str, Any] = {}
    for child in children:
        name, value = _local(child.tag), value_of(child)
        if name in LISTS:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return _like_json(found)


def _like_json(found: dict[str, Any]) -> Any:
    triggers = {name: found.pop(name) for name in _TRIGGERS if name in found}
    if triggers:
        found["trigger"] = triggers
    if set(found) == {"entry"}:
        entries = [entry for entry in found["entry"] if isinstance(entry, Mapping)]
        return {str(entry.get("key")): _items(entry.get("value")) for entry in entries}
    if set(found) == {"parameter"}:
        return found["parameter"]
    return found


def _items(value: Any) -> list[Any]:
    return list(value.get("item", [])) if isinstance(value, Mapping) else []


def _leaf(name: str, text: str) -> Any:
    if name in _NUMBERS and _WHOLE.fullmatch(text.strip()):
        return int(text)
    return text if name in _TEXTS else _FLAGS.get(text, text)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def written(descriptor: Mapping[str, Any], root: str = "job") -> bytes:
    """Return a JSON document as the XML that says the same; nulls are left out.

    Raise ``UsageError`` for what XML cannot hold, such as a control character.
    """
    top = ET.Element(root)
    _fill(top, descriptor)
    text = ET.tostring(top, encoding="unicode")
    if root_of(text.encode("utf-8", "surrogatepass")) is None:
        raise UsageError("the document cannot be written as XML", mend="leave out control characters")
    return text.encode()


def _fill(parent: Element, value: Any) -> None:
    if isinstance(value, Mapping):
        for name, member in value.items():
            _put(parent, name, member)
    else:
        parent.text = _FLAG_TEXTS.get(value, str(value)) if isinstance(value, bool) else str(value)


_FLAG_TEXTS: Final = {True: "true", False: "false"}


def _put(parent: Element, name: str, member: Any) -> None:
    if member is None:
        return
    if name in ("trigger", "triggerModel") and isinstance(member, Mapping):
        _fill(parent, member)
    elif name == "parameterValues" and isinstance(member, Mapping):
        _parameters(ET.SubElement(parent, name), member)
    else:
        for each in member if isinstance(member, list) else [member]:
            _fill(ET.SubElement(parent, name), each)


def _parameters(holder: Element, values: Mapping[str, Any]) -> None:
    for key, texts in values.items():
        entry = ET.SubElement(holder, "entry")
        ET.SubElement(entry, "key").text = key
        value = ET.SubElement(entry, "value", {f"{{{XSI}}}type": "collection"})
        for text in texts if isinstance(texts, list) else [texts]:
            # The prefix stands in the attribute's value, where the writer does not see it.
            item = ET.SubElement(value, "item", {f"{{{XSI}}}type": "xs:string", "xmlns:xs": XS})
            item.text = str(text)


ET.register_namespace("xsi", XSI)
