"""Which media types a request brings and which it is answered in (JAX-RS content negotiation)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from harness.vendors.jasper.emulator.messages import JOB_JSON, JOB_XML, JSON, XML, empty
from harness.vendors.jasper.emulator.refusals import Answered

PLAIN = (XML, JSON)
"""What every operation but those of a single job reads and writes; the first is the default."""


class Pair(NamedTuple):
    """Content types and the types that bodies of these may be answered in."""

    consumes: tuple[str, ...]
    produces: tuple[str, ...]


PLAIN_PAIR = Pair(PLAIN, PLAIN)
_JOB_PAIR = Pair((JOB_JSON,), (JOB_JSON,))
READS = {
    "documented": (JOB_XML, JOB_JSON),
    "6.1": (XML, JOB_JSON),
    "code": (XML, JSON, JOB_JSON),
}
"""What one job can be read in, by the release's ``single_types``: the manual, the guide of 6.1, and all
Community Edition sources, none of which has job+xml."""
WRITES = {
    "documented": (_JOB_PAIR, Pair((JOB_XML,), (JOB_XML,))),
    "6.1": (_JOB_PAIR, Pair((XML,), (XML,))),
    "code": (_JOB_PAIR, PLAIN_PAIR),
}
"""What one job can be written in; the type of the answer is tied to the body's (field notes of 10.0)."""


def content_type(header: str | None) -> str:
    """Return a media type without its parameters, in lower case."""
    return (header or "").partition(";")[0].strip().lower()


def answer_type(accept: str | None, offered: Sequence[str]) -> str:
    """Return the type to answer in; refuse (406, empty) a request that accepts none of them."""
    found = _choose(accept, tuple(offered))
    if found is None:
        raise Answered(empty(406))
    return found


def tied_type(header: str | None, accept: str | None, pairs: Sequence[Pair]) -> tuple[str, str]:
    """Return the type of a body and of its answer; refuse (415, 406, both empty) what no pair has."""
    brought = content_type(header)
    for consumes, produces in pairs:
        if brought in consumes:
            return brought, answer_type(accept, produces)
    raise Answered(empty(415))


@lru_cache(maxsize=1024)
def _choose(accept: str | None, offered: tuple[str, ...]) -> str | None:
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",")[:64]]
    rated = [(_quality(offer, ranges), -place, offer) for place, offer in enumerate(offered)]
    best = max(rated)
    return best[2] if best[0] > (0.0, 0) else None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = part.split(";")
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            quality = _number(value)
    return name.strip().lower(), quality


def _number(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    # What is no number is greater than none.
    return min(quality, 1.0) if quality > 0 else 0.0


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Return the quality that the most specific range gives an offer, and how specific it is."""
    kind = offer.partition("/")[0]
    fits = [
        (2 if name == offer else 1 if name == f"{kind}/*" else 0, quality)
        for name, quality in ranges
        if name in (offer, f"{kind}/*", "*/*", "*")
    ]
    if not fits:
        return 0.0, 0
    specific, quality = max(fits)
    return (quality, specific) if quality > 0 else (0.0, 0)
