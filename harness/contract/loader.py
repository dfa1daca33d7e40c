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
from harness.errors import UsageError


def load_contract(path: Path, overlays: Sequence[Path] = (), *, keep: bool = True) -> Contract:
    """Load the OpenAPI file at ``path`` with the overlays applied in their order.

    With ``keep`` it is there when it is asked for again; the validators of one that has judged take
    megabytes. Raise ``UsageError`` with file, line and mend when a file cannot be used.
    """
    load = _kept if keep else _load
    return load(path, read_text(path), tuple((overlay, read_text(overlay)) for overlay in overlays))


@lru_cache(maxsize=128)
def _kept(path: Path, text: str, overlays: tuple[tuple[Path, str], ...]) -> Contract:
    return _load(path, text, overlays)


def _load(path: Path, text: str, overlays: tuple[tuple[Path, str], ...]) -> Contract:
    base = _checked(path, text)
    names = tuple(overlay.stem for overlay, _ in overlays)
    if not overlays:
        return Contract(base.data, path.stem)
    try:
        # Where the end is whole, nobody is to blame; a look at each of many overlays would take long.
        document = _laid_over(base, overlays, check_each=False)
    except UsageError:
        document = _laid_over(base, overlays, check_each=True)
    return Contract(document, path.stem, names)


def _laid_over(base: Written, overlays: tuple[tuple[Path, str], ...], *, check_each: bool) -> dict[str, Any]:
    """Return the document with the overlays applied, checked after each of them or after the last."""
    document = _own_copy(base.data)
    for path, text in overlays:
        overlay = Written.of(path, text)
        overlay.conform("overlay.schema.json")
        apply(document, overlay)
        if check_each or (path, text) == overlays[-1]:
            # An overlay is blamed for what it broke: the document was whole before it.
            Written(path, text, document).conform("contract.schema.json")
            check(overlay, document)
    return document


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
