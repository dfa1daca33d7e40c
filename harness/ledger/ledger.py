"""The ledger file: lines that are with the operating system before the door goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from threading import RLock
from typing import Any

from harness.flow import JobRef
from harness.ledger.view import Entry, EntryState, LedgerTarget, LedgerView
from harness.record import Journal, OnTorn, read_journal

LEDGER_FILE = "ledger.ndjson"
"""Name of the ledger in a run folder; the ledgers of a run's targets share it."""


class Ledger:
    """What one run creates at one target. Opening a ledger that is there goes on with it.

    Every method that changes it returns after its line is with the operating system. Threads may
    share it.
    """

    def __init__(self, folder: Path, target: LedgerTarget) -> None:
        self.target = target
        self.view = LedgerView()
        self._lock = RLock()
        self._journal = Journal(folder / LEDGER_FILE)
        for line in read_journal(folder / LEDGER_FILE):
            if line["target"] == target.name:
                self.view.fold(line)
        if self.view.targets.get(target.name) != target:
            self._write("target", described=asdict(target))

    def intend(self, exchange: str, operation: str | None, tags: Sequence[str]) -> None:
        """Note that ``exchange`` is about to create a job under each tag (none readable: under "")."""
        self._write("intent", exchange=exchange, operation=operation, tags=list(tags) or [""])

    def created(self, exchange: str, job: JobRef) -> None:
        """Note that ``exchange`` created ``job``: under the intended tag that it bears, else the first."""
        with self._lock:
            intents = self.view.from_exchange(self.target.name, exchange)
            borne = {job.key, *job.names.values()}
            entry = next((one for one in intents if one.tag in borne), intents[0])
            self._create(entry, job)

    def failed(self, exchange: str) -> None:
        """Note that what ``exchange`` was to create, and is not known to have, was not created."""
        self._close(exchange, EntryState.FAILED)

    def uncertain(self, exchange: str) -> None:
        """Note that no answer says what became of what ``exchange`` was to create."""
        self._close(exchange, EntryState.UNCERTAIN)

    def adopt(self, tag: str, job: JobRef) -> bool:
        """Own ``job``, found by ``tag`` at the target, if an intent under that tag is still open."""
        with self._lock:
            awaited = {EntryState.INTENT, EntryState.UNCERTAIN}
            entry = next((one for one in self.view.tagged(tag) if tag and one.state in awaited), None)
            if entry is not None:
                self._create(entry, job)
        return entry is not None

    def cleaned(self, name: str) -> None:
        """Note that the job called ``name`` is gone from the target; a job not ours is left alone."""
        with self._lock:
            entry = self.view.owner(self.target.name, name)
            if entry is not None and entry.state is not EntryState.CLEANED:
                self.settle(entry)

    def settle(self, entry: Entry) -> None:
        """Note that nothing of ``entry`` is left at the target."""
        self._write("cleaned", exchange=entry.exchange, tag=entry.tag)

    def close(self) -> None:
        """Close the file; what was noted stays readable."""
        self._journal.close()

    def _create(self, entry: Entry, job: JobRef) -> None:
        named = {"key": job.key, "names": dict(job.names)}
        self._write("created", exchange=entry.exchange, tag=entry.tag, job=named)

    def _close(self, exchange: str, state: EntryState) -> None:
        with self._lock:
            intents = self.view.from_exchange(self.target.name, exchange)
            if any(entry.state is EntryState.INTENT for entry in intents):
                self._write(state.value, exchange=exchange)

    def _write(self, event: str, **parts: Any) -> None:
        line = {"event": event, "target": self.target.name, **parts}
        with self._lock:
            self._journal.append(line)
            self.view.fold(line)


def read_ledger(folder: Path, on_torn: OnTorn | None = None) -> LedgerView:
    """Read the ledger of the run in ``folder``; empty when it created nothing.

    An unfinished last line is dropped and told to ``on_torn``: its request never left.
    """
    view = LedgerView()
    for line in read_journal(folder / LEDGER_FILE, on_torn):
        view.fold(line)
    return view
