"""``run.json``: what ran, at what, with which seed and versions, and how it ended.

``run.schema.json`` beside this module documents the file for other readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from harness.errors import UsageError
from harness.finding import Verdict, VerdictKind
from harness.record.folder import RUN_FILE

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class RunTarget:
    """A target as the run saw it."""

    name: str
    vendor: str
    upstreams: tuple[str, ...]
    mode: str
    level: str = "documented"
    embedded: bool = False
    contract: str = ""
    """Path or name of the contract file that answers were judged by."""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run. ``verdict``, ``exit_code`` and ``ended`` are None while it lasts, or when it was killed."""

    id: str
    command: str
    command_line: tuple[str, ...]
    started: str
    """ISO 8601, UTC."""
    targets: tuple[RunTarget, ...]
    versions: Mapping[str, str]
    """The harness, Python, and whatever else decides what was sent; by name."""
    seed: int | None = None
    profile: str | None = None
    ended: str | None = None
    verdict: Verdict | None = None
    exit_code: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many of what: ``received``, ``forwarded``, ``blocked``, ``refused``, ``cases``, …"""
    details: Mapping[str, Any] = field(default_factory=dict)
    """What a command adds of its own."""


def write_run(folder: Path, run: Run) -> None:
    """Write ``run.json`` anew; a reader sees the old file or the new one, never a part."""
    document = {"schema_version": SCHEMA_VERSION, **asdict(run)}
    unfinished = folder / f"{RUN_FILE}.part"
    unfinished.write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    unfinished.replace(folder / RUN_FILE)


def read_run(folder: Path) -> Run:
    """Read ``run.json`` of the run in ``folder``; raise ``UsageError`` when it cannot be read."""
    path = folder / RUN_FILE
    try:
        document = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        raise UsageError("there is no run in this folder", mend="name a run folder", file=folder) from None
    except orjson.JSONDecodeError as error:
        raise UsageError(f"not JSON: {error.msg}", file=path, line=error.lineno) from error
    version = document.pop("schema_version", None) if isinstance(document, dict) else None
    if version != SCHEMA_VERSION:
        mend = f"this harness reads schema version {SCHEMA_VERSION}"
        raise UsageError(f"the schema version is {version!r}", mend=mend, file=path)
    try:
        return _run(document)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"not the description of a run: {error!r}", file=path) from error


def _run(document: dict[str, Any]) -> Run:
    targets = tuple(_target(target) for target in document.pop("targets"))
    verdict = _verdict(document.pop("verdict"))
    command_line = tuple(document.pop("command_line"))
    return Run(targets=targets, verdict=verdict, command_line=command_line, **document)


def _target(document: dict[str, Any]) -> RunTarget:
    verdict = _verdict(document.pop("verdict"))
    return RunTarget(upstreams=tuple(document.pop("upstreams")), verdict=verdict, **document)


def _verdict(document: dict[str, Any] | None) -> Verdict | None:
    return None if document is None else Verdict(VerdictKind(document["kind"]), document["reason"])
