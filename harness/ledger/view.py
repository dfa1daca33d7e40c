"""The ledger as knowledge: its lines folded into entries. The writer and the reader fold alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from harness.flow import JobRef


class EntryState(StrEnum):
    """What is known of something that a request was to create."""

    INTENT = "intent"
    """The request was about to leave; whether it did is not known."""
    CREATED = "created"
    UNCERTAIN = "uncertain"
    """It left, and no answer says what became of it."""
    FAILED = "failed"
    """The target said that nothing was created."""
    CLEANED = "cleaned"
    """Created, and removed again."""


_LEFT = frozenset((EntryState.INTENT, EntryState.CREATED, EntryState.UNCERTAIN))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing created or about to be, at the target called ``target``. ``job`` None: not known yet."""

    target: str
    exchange: str
    """Id of the exchange that was to create it."""
    operation: str | None
    tag: str
    state: EntryState
    job: JobRef | None = None


@dataclass(frozen=True, slots=True)
class LedgerTarget:
    """The target that a ledger speaks of: enough to go back there and clean."""

    name: str
    vendor: str
    upstreams: tuple[str, ...]
    mode: str
    embedded: bool = False


_Key = tuple[str, str, str]
"""Target, exchange and tag of an entry."""


class LedgerView:
    """What a ledger holds, to ask; only ``fold`` changes it."""

    def __init__(self) -> None:
        self.targets: dict[str, LedgerTarget] = {}
        self._entries: dict[_Key, Entry] = {}
        self._of_exchange: dict[tuple[str, str], list[_Key]] = {}
        self._of_tag: dict[str, list[_Key]] = {}
        self._owned: dict[tuple[str, str], _Key] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the order of the intents."""
        return tuple(self._entries.values())

    def owns(self, name: str) -> bool:
        """Tell whether ``name`` is the key, or another name, of one job that this run created.

        A tag is no such name: a job of somebody else may bear it too.
        """
        return any((target, name) in self._owned for target in self.targets)

    def owner(self, target: str, name: str) -> Entry | None:
        """Return the entry of the job at ``target`` that is called ``name``."""
        key = self._owned.get((target, name))
        return None if key is None else self._entries[key]

    def left(self) -> tuple[Entry, ...]:
        """Return what may still stand at a target, in the order of the intents."""
        return tuple(entry for entry in self._entries.values() if entry.state in _LEFT)

    def tagged(self, tag: str) -> tuple[Entry, ...]:
        """Return the entries created under ``tag``."""
        return tuple(self._entries[key] for key in self._of_tag.get(tag, ()))

    def from_exchange(self, target: str, exchange: str) -> tuple[Entry, ...]:
        """Return the entries that ``exchange`` created or was to create."""
        return tuple(self._entries[key] for key in self._of_exchange.get((target, exchange), ()))

    def fold(self, line: Mapping[str, Any]) -> None:
        """Take in one line of a ledger file."""
        match line["event"]:
            case "target":
                described = {**line["described"], "upstreams": tuple(line["described"]["upstreams"])}
                self.targets[line["target"]] = LedgerTarget(**described)
            case "intent":
                self._intend(line)
            case "created":
                self._create(line)
            case "cleaned":
                self._clean(line)
            case event:
                self._settle(line, EntryState(event))

    def _intend(self, line: Mapping[str, Any]) -> None:
        target, exchange = line["target"], line["exchange"]
        for tag in line["tags"]:
            key = (target, exchange, tag)
            self._entries[key] = Entry(target, exchange, line["operation"], tag, EntryState.INTENT)
            self._of_exchange.setdefault((target, exchange), []).append(key)
            self._of_tag.setdefault(tag, []).append(key)

    def _create(self, line: Mapping[str, Any]) -> None:
        key = (line["target"], line["exchange"], line["tag"])
        job = JobRef(line["job"]["key"], dict(line["job"]["names"]))
        self._entries[key] = replace(self._entries[key], state=EntryState.CREATED, job=job)
        for name in (job.key, *job.names.values()):
            if name and name != line["tag"]:
                self._owned[line["target"], name] = key

    def _clean(self, line: Mapping[str, Any]) -> None:
        key = (line["target"], line["exchange"], line["tag"])
        self._entries[key] = replace(self._entries[key], state=EntryState.CLEANED)

    def _settle(self, line: Mapping[str, Any], state: EntryState) -> None:
        """Settle what the exchange was to create and is not known to have created."""
        for entry in self.from_exchange(line["target"], line["exchange"]):
            if entry.state in {EntryState.INTENT, EntryState.UNCERTAIN}:
                self._entries[entry.target, entry.exchange, entry.tag] = replace(entry, state=state)
