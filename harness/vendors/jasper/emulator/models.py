"""Job models: fragments of a descriptor in which nested parts are called ``…Model``."""

from __future__ import annotations

from typing import Any

from harness.vendors.jasper.emulator.job_shapes import MODEL_FLAGS, flag_of
from harness.vendors.jasper.emulator.validation import Draft

_SUFFIX = "Model"


def as_descriptor(model: Draft) -> dict[str, Any]:
    """Return a model under the names that a descriptor has, flags left out."""
    found: dict[str, Any] = {}
    for name, value in model.items():
        if name in MODEL_FLAGS or (name.startswith("is") and name.endswith("Modified")):
            continue
        found[name.removesuffix(_SUFFIX)] = as_descriptor(value) if isinstance(value, dict) else value
    return found


def cleared(model: Draft) -> set[str]:
    """Return the top-level members that the model's flags say are null now."""
    fields = as_descriptor(model)
    return {name for flag, name in MODEL_FLAGS.items() if model.get(flag) and fields.get(name) is None}


def cleared_within(part: Draft) -> set[str]:
    """Return the members of a nested part that its flags say are null now."""
    flags = {name for name, value in part.items() if value is True and name.endswith("Modified")}
    return {name for name in _MEMBERS if flag_of(name) in flags and part.get(name) is None}


_MEMBERS = frozenset(
    {
        "startDate", "endDate", "timezone", "calendarName", "misfireInstruction", "recurrenceInterval",
        "recurrenceIntervalUnit", "toAddresses", "ccAddresses", "bccAddresses", "subject", "messageText",
        "messageTextWhenJobFails", "outputDescription", "timestampPattern", "defaultReportOutputFolderURI",
        "outputLocalFolder", "outputFTPInfo", "password", "folderPath", "serverName", "parameters",
    }
)  # fmt: skip
"""Nested members that can be null."""
