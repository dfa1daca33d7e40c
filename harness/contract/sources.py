"""Where a fact of a contract stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.finding import Source, Standing


def source_of(node: Mapping[str, Any]) -> Source:
    """Return the ``x-source`` of a node that has one."""
    given = node["x-source"]
    return Source(given["where"], Standing(given["standing"]))
