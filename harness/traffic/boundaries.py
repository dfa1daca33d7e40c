"""Where the boundary values of Schemathesis do not fit, they are mended while it draws.

None of this can be set from outside, so it is replaced and put back; the tests of this module fail when a
release of Schemathesis moves a part of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from schemathesis.specs.openapi.coverage import _schema
from schemathesis.specs.openapi.coverage._wire import WireSemantics

# It takes letters and digits alone, and gives a header that needs more no right value at any time.
_IN_HEADERS = "".join(map(chr, range(33, 127)))


@contextmanager
def fitting(drawn: Collection[str]) -> Iterator[None]:
    """Within this context boundary values fit; ``drawn`` are the string formats of strategies of ours."""
    with (
        patch.object(_schema, "HEADER_ALLOWED_CHARS", _IN_HEADERS),
        patch.object(WireSemantics, "xml_string_needs_non_empty", _asks_for_a_character(drawn)),
    ):
        yield


def _asks_for_a_character(drawn: Collection[str]) -> Any:
    """Keep it from wanting XML bodies of one and of two characters of a strategy that draws documents.

    It would draw hundreds of each for nothing: two thirds of the time of a run against an API that
    speaks XML.
    """
    asked = WireSemantics.xml_string_needs_non_empty

    def asks(wire: WireSemantics, schema: dict[str, Any]) -> bool:
        return schema.get("format") not in drawn and asked(wire, schema)

    return asks
