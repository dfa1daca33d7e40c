"""Which programs are published where: PCML documents by mount point (i2Rest wiki, Pcml_object)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.vendors.i2rest.emulator.pcml.document import Program, read_pcml

FOLDER: Final = Path(__file__).parents[1] / "published"
ANONYMOUS: Final = frozenset({"echo", "open"})
"""Mount points whose programs anybody may call (``valid_in_anonymous``)."""


@lru_cache(maxsize=1)
def published() -> Mapping[tuple[str, str], Program]:
    """Return every published program by mount point and name."""
    documents = {path.stem: read_pcml(path.read_bytes()) for path in sorted(FOLDER.glob("*.pcml"))}
    return {(mount, name): program for mount, found in documents.items() for name, program in found.items()}


def anonymous(mount: str) -> bool:
    """Tell whether a mount's programs may be called without a token."""
    return mount in ANONYMOUS
