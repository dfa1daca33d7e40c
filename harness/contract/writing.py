"""From a value to the bytes of a body, in the media type that a message declares."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harness.contract.form import write_form
from harness.contract.media import FORM, essence, is_xml
from harness.contract.xml import shape_of, write_xml


def write_body(content_type: str, value: Any, schema: Any, document: Mapping[str, Any]) -> bytes:
    """Return the body of ``content_type`` that stands for ``value``.

    XML follows the ``xml`` annotations of ``schema``, a schema of ``document``. Text goes out as it is.
    """
    media = essence(content_type)
    if is_xml(media):
        return write_xml(value, *shape_of(schema, document))
    if media == FORM:
        return write_form(value)
    if isinstance(value, str) and not media.endswith("json"):
        return value.encode()
    return json.dumps(value).encode()
