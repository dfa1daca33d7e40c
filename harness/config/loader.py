"""``harness.toml`` as values: read, checked in file order, secrets only when a target is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from harness.config.addresses import base_address, check_mode, default_mode, is_loopback
from harness.config.credentials import literals, read_sessions
from harness.config.document import Document, read_document
from harness.config.locate import Place
from harness.config.model import RecordLimits
from harness.config.problems import first_problem, near_miss
from harness.config.schema import complete_schema
from harness.config.waivers import Waiver
from harness.config.work import inline_files
from harness.errors import UsageError
from harness.target import Budgets, Length, Mode, Target, Tls, WorkItem

FILE_NAME = "harness.toml"


@dataclass(frozen=True)
class Config:
    """A sound ``harness.toml``. ``targets`` have no sessions yet; ``target`` reads their secrets."""

    document: Document
    targets: Mapping[str, Target]
    record: RecordLimits
    waivers: tuple[Waiver, ...]

    @property
    def file(self) -> Path:
        """Where it was read from."""
        return self.document.file

    def target(self, name: str, environ: Mapping[str, str]) -> Target:
        """Return a target ready for use.

        Raises ``UsageError`` for an unknown name, a secret that is not where the file says, and a
        certificate that is not there.
        """
        if name not in self.targets:
            known = [*self.targets]
            mend = near_miss(name, known) if known else "add a [targets.NAME] table"
            raise UsageError(f"no target is called {name!r}", mend=mend, file=self.file)
        place: Place = ("targets", name)
        target = self.targets[name]
        self._check_files(place, target.tls)
        sessions = self.document.data["targets"][name].get("sessions", {})
        read = read_sessions(self.document, (*place, "sessions"), sessions, environ)
        return replace(target, sessions=read)

    def error(self, place: Sequence[str | int], what: str, mend: str) -> UsageError:
        """Return an error about ``place`` (``("targets", "test", "level")``), with its line."""
        return self.document.error(tuple(place), what, mend)

    def _check_files(self, place: Place, tls: Tls) -> None:
        for key in ("ca", "certificate", "key"):
            path = getattr(tls, key)
            if path is not None and not path.is_file():
                mend = "a path is relative to this file"
                raise self.error((*place, "tls", key), f"no file is at {path}", mend)


def find_config(start: Path) -> Path | None:
    """Return the nearest ``harness.toml`` in ``start`` or a folder above it."""
    folders = (start.resolve(), *start.resolve().parents)
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


def load_config(file: Path, work_schemas: Mapping[str, Mapping[str, Any]]) -> Config:
    """Read and check ``file``; raise ``UsageError`` with the line of the first thing wrong.

    ``work_schemas`` holds, by vendor name, the JSON Schema of the vendor's own keys of a work item.
    """
    document = inline_files(read_document(file), work_schemas)
    problem = first_problem(document, complete_schema(work_schemas))
    if problem is not None:
        raise problem
    entries = document.data.get("targets", {})
    return Config(
        document,
        {name: _target(document, name, entry, work_schemas) for name, entry in entries.items()},
        RecordLimits(**document.data.get("record", {})),
        tuple(_waiver(document, index, raw) for index, raw in enumerate(document.data.get("waivers", ()))),
    )


def _target(document: Document, name: str, entry: Mapping[str, Any], vendors: Mapping[str, Any]) -> Target:
    place: Place = ("targets", name)
    if name in vendors:
        mend = "a vendor's name means its embedded emulator: choose another, such as test-" + name
        raise document.error(place, f'a target cannot be called "{name}"', mend)
    upstreams = _upstreams(document, place, entry["url"])
    mode = Mode(entry["mode"]) if "mode" in entry else default_mode(upstreams)
    with document.at((*place, "mode")):
        check_mode(mode, upstreams)
    _refuse_literals(document, (*place, "sessions"), entry.get("sessions", {}), upstreams)
    folder = document.file.parent.resolve()
    return Target(
        name,
        entry["vendor"],
        upstreams,
        mode,
        level=entry.get("level", "documented"),
        tls=Tls(**{key: folder / path for key, path in entry.get("tls", {}).items()}),
        work=tuple(_work(key, raw) for key, raw in entry.get("work", {}).items()),
        budgets=Budgets(**entry.get("budgets", {})),
    )


def _upstreams(document: Document, place: Place, url: str | list[str]) -> tuple[str, ...]:
    found = []
    for index, one in enumerate([url] if isinstance(url, str) else url):
        with document.at((*place, "url", index)):
            found.append(base_address(one))
    return tuple(found)


def _refuse_literals(
    document: Document, place: Place, sessions: Mapping[str, Any], upstreams: tuple[str, ...]
) -> None:
    if not all(map(is_loopback, upstreams)):
        for where in literals(sessions):
            mend = 'name it instead: { env = "NAME" }, { file = "PATH" } or { command = ["..."] }'
            raise document.error((*place, *where), "a secret of a real server stands in this file", mend)


def _work(name: str, raw: Mapping[str, Any]) -> WorkItem:
    fields = {key: value for key, value in raw.items() if key not in {"length", "verbs"}}
    return WorkItem(name, Length(raw["length"]), fields, tuple(raw.get("verbs", ())))


def _waiver(document: Document, index: int, raw: Mapping[str, Any]) -> Waiver:
    place: Place = ("waivers", index)
    if "rule" not in raw and "fingerprint" not in raw:
        mend = 'add rule = "exchange.status" or fingerprint = "0123456789ab"'
        raise document.error(place, "a waiver needs a rule or a fingerprint", mend)
    day = date.fromisoformat(raw["expires"])
    return Waiver(**{**raw, "expires": day}, line=document.line(place))
