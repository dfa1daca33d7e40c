"""Reports on disk."""

from __future__ import annotations

from pathlib import Path


def write(path: Path, text: str) -> Path:
    """Write ``text`` and return ``path``; a reader sees the old file or the new one, never a part."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(text.encode())
    unfinished.replace(path)
    return path
