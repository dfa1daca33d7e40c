"""Append-only files of one JSON object a line that stay readable when their writer is killed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import orjson

from harness.errors import UsageError

OnTorn = Callable[[str], None]


class Journal:
    """Writes one JSON object a line; a line is with the operating system when ``append`` returns.

    Several threads may append. A last line that an earlier writer left unfinished is cut off when
    the file is opened: its writer never got as far as relying on it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        _cut_torn_line(path)
        # Unbuffered, so that each line is one write: nothing is lost when the process is killed.
        self._file = path.open("ab", buffering=0)

    def append(self, document: Mapping[str, Any]) -> None:
        """Write ``document`` as one line."""
        try:
            line = orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)
        except orjson.JSONEncodeError:
            line = orjson.dumps(_encodable(document), option=orjson.OPT_APPEND_NEWLINE)
        self.append_line(line)

    def append_line(self, line: bytes) -> None:
        """Write ``line``, one JSON object that ends with a newline; raise ``OSError`` if it cannot be."""
        with self._lock:
            if self._file.write(line) != len(line):
                raise OSError(errno.ENOSPC, "the line could not be written whole", str(self.path))

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        self._file.close()


def read_journal(path: Path, on_torn: OnTorn | None = None) -> Iterator[dict[str, Any]]:
    """Yield the objects of a journal; none when the file is not there.

    An unfinished last line is dropped and told to ``on_torn``. Raise ``UsageError`` for any other
    line that is not a JSON object.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                _tell(on_torn, f"{path.name}:{number}: the last line is unfinished and was dropped")
                return
            yield _object(path, number, line)


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        document = orjson.loads(line)
    except orjson.JSONDecodeError:
        document = None
    if not isinstance(document, dict):
        raise UsageError(
            "this line is not a JSON object", mend="the file was changed by hand", file=path, line=number
        )
    return document


def _tell(on_torn: OnTorn | None, what: str) -> None:
    if on_torn is not None:
        on_torn(what)


def _cut_torn_line(path: Path) -> None:
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        start = end
        while start:
            start = max(0, start - 65536)
            file.seek(start)
            newline = file.read(min(65536, end - start)).rfind(b"\n")
            if newline >= 0:
                file.truncate(start + newline + 1)
                return
        file.truncate(0)


def _encodable(value: object) -> object:
    """Return ``value`` with what UTF-8 cannot hold (lone surrogates) written as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {key: _encodable(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(member) for member in value]
    return value
