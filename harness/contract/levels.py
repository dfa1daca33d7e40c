"""Levels: releases of a vendor as ordered lists of drifts, each an overlay on the vendor's contract.

They stand in the folder ``overlays/<vendor>`` beside the contract: ``levels.yaml``, ``drifts.yaml``, and one
overlay a drift, called by the drift's id. A vendor without that folder has its documented level only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from harness.contract.contract import Contract
from harness.contract.loader import load_contract
from harness.contract.written import Written
from harness.contract.yaml_source import read_text
from harness.errors import UsageError

BASE_LEVEL: Final = "documented"
"""The level that every contract describes and every emulator plays when nothing else is asked for."""
_LEVELS, _ROWS = "levels", "drifts"


@dataclass(frozen=True)
class Drift:
    """One difference between two releases; ``overlay`` is what it does to the contract."""

    id: str
    title: str
    overlay: Path


@dataclass(frozen=True)
class Maintenance:
    """Service that can be applied at some levels: it mends drifts, brings some, or both."""

    name: str
    title: str
    at: tuple[str, ...]
    mends: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A known drift as it is published: ``kind`` says whether it is played, ``reason`` why not."""

    id: str
    kind: str
    what: str
    earlier: str
    later: str
    where: str
    standing: str
    reason: str = ""


@dataclass(frozen=True)
class Levels:
    """The levels, maintenance and drifts of one vendor, by name."""

    vendor: str
    titles: Mapping[str, str] = field(default_factory=lambda: {BASE_LEVEL: "what the documents describe"})
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {BASE_LEVEL: ()})
    maintenance: Mapping[str, Maintenance] = field(default_factory=dict)
    drifts: Mapping[str, Drift] = field(default_factory=dict)
    conflicts: tuple[tuple[frozenset[str], str], ...] = ()
    rows: tuple[Row, ...] = ()

    def resolve(self, level: str, more: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the drifts of ``level``, then ``more``: drifts, or maintenance applied to the level.

        A level may itself carry more, as in ``v2r3+PH23046``. Raises ``UsageError`` for a name that there
        is not, for maintenance that does not go with the level, and for drifts that conflict.
        """
        name, *carried = level.split("+")
        if name not in self.levels:
            mend = f"known levels: {', '.join(self.levels)}"
            raise UsageError(f"no level of {self.vendor} is called {name!r}", mend=mend)
        found = list(self.levels[name])
        for each in (*carried, *more):
            found = self._with(found, each, name)
        self._check(found)
        return tuple(found)

    def overlays(self, drifts: Iterable[str]) -> tuple[Path, ...]:
        """Return the overlays of ``drifts``, in their order."""
        return tuple(self.drifts[name].overlay for name in drifts)

    def _with(self, found: list[str], name: str, level: str) -> list[str]:
        if name in self.drifts:
            return found if name in found else [*found, name]
        applied = self.maintenance.get(name)
        if applied is None:
            known = ", ".join([*self.drifts, *self.maintenance]) or "none"
            raise UsageError(f"no drift of {self.vendor} is called {name!r}", mend=f"known drifts: {known}")
        if level not in applied.at:
            mend = f"it goes with {', '.join(applied.at)}"
            raise UsageError(f"{name} changes nothing at level {level} of {self.vendor}", mend=mend)
        kept = [each for each in found if each not in applied.mends]
        return [*kept, *(each for each in applied.brings if each not in kept)]

    def _check(self, found: list[str]) -> None:
        for pair, because in self.conflicts:
            if pair <= set(found):
                first, second = sorted(pair)
                what = f"{first} and {second} of {self.vendor} cannot be together: {because}"
                raise UsageError(what, mend="leave out one of them")


@lru_cache(maxsize=32)
def load_levels(contract: Path) -> Levels:
    """Read the levels of the contract at ``contract``; raise ``UsageError`` for files that cannot be used."""
    folder = contract.parent / "overlays" / contract.stem
    if not (folder / f"{_LEVELS}.yaml").is_file():
        return Levels(contract.stem)
    written = _read(folder, _LEVELS)
    data = written.data
    levels = Levels(
        contract.stem,
        {name: node["title"] for name, node in data["levels"].items()},
        {name: tuple(node["drifts"]) for name, node in data["levels"].items()},
        {name: _maintenance(name, node) for name, node in data.get("maintenance", {}).items()},
        _drifts(folder),
        tuple((frozenset(node["drifts"]), node["because"]) for node in data.get("conflicts", ())),
        tuple(_rows(folder)),
    )
    _check_names(written, levels)
    return levels


def load_level(contract: Path, level: str) -> Contract:
    """Load the contract with the overlays of ``level``; raise ``UsageError`` for an unknown level."""
    levels = load_levels(contract)
    return load_contract(contract, levels.overlays(levels.resolve(level)))


def _read(folder: Path, name: str) -> Written:
    path = folder / f"{name}.yaml"
    written = Written.of(path, read_text(path))
    written.conform(f"{name}.schema.json")
    return written


def _maintenance(name: str, node: Mapping[str, Any]) -> Maintenance:
    mends, brings = tuple(node.get("mends", ())), tuple(node.get("brings", ()))
    return Maintenance(name, node["title"], tuple(node["at"]), mends, brings)


def _drifts(folder: Path) -> dict[str, Drift]:
    paths = (path for path in sorted(folder.glob("*.yaml")) if path.stem not in (_LEVELS, _ROWS))
    found = {}
    for path in paths:
        overlay = Written.of(path, read_text(path))
        overlay.conform("overlay.schema.json")
        found[path.stem] = Drift(path.stem, overlay.data["info"]["title"], path)
    return found


def _rows(folder: Path) -> Iterable[Row]:
    if not (folder / f"{_ROWS}.yaml").is_file():
        return
    for name, node in _read(folder, _ROWS).data["rows"].items():
        texts = (node["class"], node["what"], node["from"], node["to"])
        source = node["source"]
        yield Row(name, *texts, source["where"], source["standing"], node.get("reason", ""))


def _check_names(written: Written, levels: Levels) -> None:
    """Refuse a list that names a drift or a level which there is not."""
    for path, names, known in _named(levels):
        for name in names:
            if name not in known:
                what = f"{name} is not known"
                raise written.wrong(path, what, f"use one of: {', '.join(known)}")


def _named(levels: Levels) -> Iterable[tuple[tuple[str | int, ...], Iterable[str], Mapping[str, Any]]]:
    for name, listed in levels.levels.items():
        yield ("levels", name, "drifts"), listed, levels.drifts
    for name, applied in levels.maintenance.items():
        yield ("maintenance", name, "at"), applied.at, levels.levels
        yield ("maintenance", name), (*applied.mends, *applied.brings), levels.drifts
    for index, (pair, _) in enumerate(levels.conflicts):
        yield ("conflicts", index), sorted(pair), levels.drifts
