"""A vendor's work keys, and a folder in which to write harness.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.config import Config, load_config

WORK_SCHEMAS: dict[str, dict[str, Any]] = {
    "zosmf": {
        "type": "object",
        "required": ["jcl"],
        "properties": {"jcl": {"type": "string", "pattern": r"\{tag\}", "examples": ["//{tag} JOB"]}},
    },
    "joc": {"type": "object", "properties": {"order": {"type": "object"}}},
}

Load = Callable[[str], Config]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that writes a text as harness.toml and loads it."""

    def write_and_load(text: str) -> Config:
        file = tmp_path / "harness.toml"
        file.write_text(text, encoding="utf-8")
        return load_config(file, WORK_SCHEMAS)

    return write_and_load
