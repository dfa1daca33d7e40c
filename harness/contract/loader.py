"""Loading a contract: read, overlay, check, build; cached by content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from harness.contract.checks import check
from harness.contract.contract import Contract
from harness.contract.overlay import apply
from harness.contract.written import Written
from harness.contract.yaml_source import read_text


def load_contract(path: Path, overlays: Sequence[Path] = ()) -> Contract:
    """Load the OpenAPI file at ``path`` with the overlays applied in their order.

    Raise ``UsageError`` with file, line and mend when a file cannot be used.
    """
    return _load(path, read_text(path), tuple((overlay, read_text(overlay)) for overlay in overlays))


@lru_cache(maxsize=64)
def _load(path: Path, text: str, overlays: tuple[tuple[Path, str], ...]) -> Contract:
    base = _checked(path, text)
    document = base.data
    for overlay_path, overlay_text in overlays:
        overlay = Written.of(overlay_path, overlay_text)
        overlay.conform("overlay.schema.json")
        document = _own_copy(document)
        apply(document, overlay)
        # An overlay is blamed for what it broke: the document was whole before it.
        Written(overlay_path, overlay_text, document).conform("contract.schema.json")
        check(overlay, document)
    return Contract(document, path.stem, tuple(overlay.stem for overlay, _ in overlays))


@lru_cache(maxsize=8)
def _checked(path: Path, text: str) -> Written:
    base = Written.of(path, text)
    base.conform("contract.schema.json")
    check(base, base.data)
    return base


def _own_copy(document: dict[str, Any]) -> dict[str, Any]:
    """Return a copy in which parts that YAML anchors share are parts of their own."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    return copy
