"""From generated values to the bytes of bodies, where Schemathesis knows no way or another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.contract import FORM, is_xml, write_body


def as_they_are(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the media types of request bodies whose strings go out as they are."""
    return tuple(sorted({media for media in _media_types(document) if not _structured(media)}))


def led_by_schemas(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the media types of request bodies that are written as their schemas say."""
    return tuple(sorted({media for media in _media_types(document) if is_xml(media) or media == FORM}))


def as_json(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the media types of request bodies that are written as JSON."""
    return tuple(sorted({media for media in _media_types(document) if media.endswith("json")}))


def written(value: Any, media: str, declared: Mapping[str, Any], document: Mapping[str, Any]) -> bytes:
    """Return the body of a value, by its schema among the ``declared`` media types."""
    if is_xml(media) and isinstance(value, str) and value.lstrip().startswith("<"):
        # An example that is written out.
        return value.encode()
    return write_body(media, value, declared.get(media, {}).get("schema"), document)


def _media_types(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(node.get("requestBody"), Mapping):
            yield from node["requestBody"].get("content", {})
        for child in node.values():
            yield from _media_types(child)


def _structured(media: str) -> bool:
    main, _, sub = media.partition(";")[0].strip().lower().partition("/")
    return sub.endswith(("json", "xml", "yaml", "form-urlencoded")) or main == "multipart"
