"""Job tags of a run: what its jobs are called, so that it finds them and takes no others for its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile

from harness.vendor import Vendor


def tag_prefix(vendor: Vendor, token: str) -> str:
    """Return what every tag of the run called ``token`` begins with."""
    samples = [vendor.tag(token, number) for number in (0, 1, 36, 36**2)]
    return "".join(column[0] for column in takewhile(_alike, zip(*samples, strict=False)))


def _alike(column: tuple[str, ...]) -> bool:
    return len(set(column)) == 1


def tags(vendor: Vendor, token: str) -> Iterator[str]:
    """Yield the tags of the run called ``token``, each once."""
    return (vendor.tag(token, number) for number in count())
