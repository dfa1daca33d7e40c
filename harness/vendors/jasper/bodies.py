"""Request bodies, read strictly: where two readers could differ, a body counts as unreadable.

The guard rests on it. A list of ids that this program reads as one job and the server as none would pause
every job of the server, so whatever is unusual is not read at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from harness.exchange import Request, media_type
from harness.vendors.jasper import markup

_CHARSET: Final = re.compile(r";\s*charset\s*=\s*\"?([^\";]*)", re.IGNORECASE)
_PLAIN_CHARSETS: Final = frozenset({"utf-8", "us-ascii"})
_DECLARATION: Final = re.compile(
    rb"^<\?xml version=[\"']1\.0[\"']"
    rb"(\s+encoding=[\"'](?i:utf-8)[\"'])?(\s+standalone=[\"']yes[\"'])?\s*\?>\s*"
)
_UNUSUAL_MARKUP: Final = (b"<!", b"<?")
"""What opens comments, sections, declarations and instructions."""
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,18}")
_KINDS: Final = {
    "application/json": "json",
    "application/job+json": "json",
    "application/xml": "xml",
    "application/job+xml": "xml",
}


class AmbiguousError(ValueError):
    """Two readers of a body could come to different ends; the text says why."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The list of a pause, a resume or a restart; ``unreadable`` says why it cannot be told."""

    numbers: tuple[int, ...] = ()
    unreadable: str | None = None


def ids_in(request: Request) -> Ids:
    """Return the numbers that a request lists; an empty list means all jobs."""
    if not request.body.strip():
        return Ids()
    try:
        kind, text = _text(request)
        return Ids(_json_ids(text) if kind == "json" else _xml_ids(text))
    except AmbiguousError as reason:
        return Ids(unreadable=str(reason))


def document_in(request: Request) -> Mapping[str, Any]:
    """Return the descriptor or model of a request; raise ``AmbiguousError``."""
    kind, text = _text(request)
    document = _loaded(text) if kind == "json" else _xml_document(text)
    if not isinstance(document, Mapping):
        raise AmbiguousError("the body is no descriptor")
    return document


def _text(request: Request) -> tuple[str, bytes]:
    """Return the form of the body and its bytes, which are UTF-8 for any reader."""
    content_type = request.headers.all("Content-Type")
    kind = _KINDS.get(media_type(request.headers) or "")
    if kind is None or len(content_type) != 1:
        raise AmbiguousError("the body has no media type of the service")
    charset = _CHARSET.search(content_type[0])
    if charset is not None and charset.group(1).strip().lower() not in _PLAIN_CHARSETS:
        raise AmbiguousError(f"the body is in {charset.group(1)}")
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        raise AmbiguousError("the body is no UTF-8") from None
    if "\0" in text or text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        raise AmbiguousError("the body may be in another encoding than UTF-8")
    return kind, request.body


def _loaded(text: bytes) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise AmbiguousError(f"the body is no JSON: {error}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise AmbiguousError("a member of the body is given twice")
    return members


def _json_ids(text: bytes) -> tuple[int, ...]:
    document = _loaded(text)
    if document == {}:
        return ()
    if (
        not isinstance(document, dict)
        or set(document) != {"jobId"}
        or not isinstance(document["jobId"], list)
    ):
        raise AmbiguousError("the body is not an object whose only member jobId is an array")
    return _numbers(document["jobId"])


def _numbers(listed: Iterable[Any]) -> tuple[int, ...]:
    numbers = tuple(listed)
    if any(type(number) is not int or number < 1 for number in numbers):
        raise AmbiguousError("an id is no plain number")
    return numbers


def _xml_root(text: bytes) -> Any:
    plain = _DECLARATION.sub(b"", text.strip())
    if any(mark in plain for mark in _UNUSUAL_MARKUP):
        raise AmbiguousError("the XML has comments, sections, instructions or a document type")
    root = markup.root_of(plain)
    if root is None:
        raise AmbiguousError("the body is no XML")
    return root


def _xml_ids(text: bytes) -> tuple[int, ...]:
    root = _xml_root(text)
    if root.tag != "jobIdList" or root.attrib or (root.text or "").strip():
        raise AmbiguousError("the root is no plain jobIdList")
    return tuple(_xml_number(child) for child in root)


def _xml_number(child: Any) -> int:
    text = child.text or ""
    plain = child.tag == "jobId" and not child.attrib and not list(child) and not (child.tail or "").strip()
    if not plain or _NUMBER.fullmatch(text) is None:
        raise AmbiguousError("an element of the list is no plain jobId")
    return int(text)


def _xml_document(text: bytes) -> Any:
    root = _xml_root(text)
    if any("}" in element.tag for element in root.iter()):
        raise AmbiguousError("an element of the XML is in a namespace")
    for element in root.iter():
        tags = [child.tag for child in element]
        once = [tag for tag in tags if tag not in markup.LISTS]
        if len(once) != len(set(once)):
            raise AmbiguousError("an element of the XML is given twice")
    return markup.value_of(root)
