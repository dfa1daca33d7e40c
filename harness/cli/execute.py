"""From the values that click read to a request, and from a run's end to an exit code."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from harness.cli.terminal import Terminal
from harness.run.model import RunEnd, RunOptions, Selection

T = TypeVar("T")

_PARTS: Mapping[str, type] = {"selection": Selection, "options": RunOptions}


def fill(request_type: type[T], given: Mapping[str, Any]) -> T:
    """Return a request whose fields are the command line's values of the same name.

    ``selection`` and ``options`` are filled in the same way; what the command line does not offer
    keeps the request's own default.
    """
    values: dict[str, Any] = {}
    for field in fields(request_type):  # type: ignore[arg-type]
        if field.name in _PARTS:
            values[field.name] = fill(_PARTS[field.name], given)
        elif field.name in given:
            values[field.name] = given[field.name]
    return request_type(**values)


def execute(command: str, request_type: type[Any], given: Mapping[str, Any]) -> int:
    """Run ``harness.run.<command>`` and return its exit code; under ``--json``, print its summary."""
    ui = Terminal(json=bool(given.get("json")))
    request = fill(request_type, given)
    end: RunEnd = importlib.import_module(f"harness.run.{command}").run(request, ui)
    if end.summary:
        ui.emit(end.summary)
    return end.exit_code
