"""The run folder on disk: exchanges appended as they happen, large bodies kept once by content."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from harness.errors import UsageError
from harness.exchange import Exchange
from harness.record.codec import decode_exchange, encode_exchange
from harness.record.journal import Journal, OnTorn, read_journal
from harness.record.redaction import Redactor

EXCHANGES_FILE = "exchanges.ndjson"
FINDINGS_FILE = "findings.ndjson"
RUN_FILE = "run.json"
SAMPLES_FOLDER = "samples"

BODY_LIMIT = 64 * 1024
"""Bytes above which a body stands in ``samples/`` and not in the exchange's line."""


class RunFolder:
    """The folder of one run, open for writing. The doors of the run's targets share it.

    What ``append`` got is with the operating system when it returns, with every secret that
    ``redactor`` knows or can tell cut out of it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.redactor = Redactor()
        earlier = _lines(path / EXCHANGES_FILE)
        self._journal = Journal(path / EXCHANGES_FILE)
        prefix = f"{earlier}x" if earlier else "x"
        self._ids = map(f"{prefix}{{:06d}}".format, itertools.count(1))

    @classmethod
    def create(cls, path: Path) -> RunFolder:
        """Make a new run folder; raise ``UsageError`` when there is a run in it already."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            if (path / EXCHANGES_FILE).exists():
                raise UsageError("there is a run in this folder already", mend="name another one", file=path)
            return cls(path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(f"the run folder cannot be made: {reason}", file=path) from error

    @classmethod
    def reopen(cls, path: Path) -> RunFolder:
        """Open the folder of an earlier run, to add to it; raise ``UsageError`` when there is none."""
        if not (path / EXCHANGES_FILE).exists():
            raise UsageError("there is no run in this folder", file=path)
        return cls(path)

    def new_id(self) -> str:
        """Return an exchange id that no exchange of this folder has, an earlier run's included."""
        return next(self._ids)

    def append(self, exchange: Exchange) -> Exchange:
        """Write ``exchange`` without its secrets, and return it as it was written."""
        clean = self.redactor.exchange(exchange)
        document = encode_exchange(clean, BODY_LIMIT, self._store)
        self._journal.append(document)
        return clean

    def close(self) -> None:
        """Close the files; closing twice does nothing."""
        self._journal.close()

    def _store(self, body: bytes) -> str:
        name = hashlib.blake2b(body, digest_size=16).hexdigest()
        file = self.path / SAMPLES_FOLDER / name
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            unfinished = file.with_suffix(".part")
            unfinished.write_bytes(body)
            unfinished.rename(file)
        return name


def read_exchanges(folder: Path, on_torn: OnTorn | None = None) -> Iterator[Exchange]:
    """Yield the exchanges of the run in ``folder``, in the order they ended.

    An unfinished last line is dropped and told to ``on_torn``. Raise ``UsageError`` when the folder
    holds no run, or a line that is no exchange.
    """
    path = folder / EXCHANGES_FILE
    if not path.exists():
        raise UsageError("there is no run in this folder", mend="name a run folder", file=folder)

    def load(name: str) -> bytes:
        return (folder / SAMPLES_FOLDER / name).read_bytes()

    for number, document in enumerate(read_journal(path, on_torn), start=1):
        try:
            yield decode_exchange(document, load)
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise UsageError(f"this line is no exchange: {error!r}", file=path, line=number) from error


def _lines(path: Path) -> int:
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(1 for _ in file)
