"""Files that travel with the package: in a wheel under ``harness/data``, in a checkout beside ``harness``."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(relative: str) -> Path:
    """Return the path of ``openapi/…`` or ``loadtests/…``; the file need not exist."""
    installed = _PACKAGE / "data" / relative
    return installed if (_PACKAGE / "data").is_dir() else _PACKAGE.parent / relative
