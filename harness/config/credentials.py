"""Secrets by reference: an environment variable, a file or a command; read when a target is used."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from harness.config.document import Document
from harness.config.locate import Place
from harness.target import Credentials

PATIENCE = 60.0
"""Seconds that a command may take: somebody may have to touch a key."""


def read_sessions(
    document: Document, place: Place, sessions: Mapping[str, Any], environ: Mapping[str, str]
) -> dict[str, Credentials]:
    """Return the credentials of every session of a target; raise ``UsageError`` for one not found."""

    def text(value: Any, *inner: str) -> str:
        return _read(document, (*place, *inner), value, environ)

    return {
        name: Credentials(
            text(session["user"], name, "user"),
            text(session["password"], name, "password"),
            {key: text(value, name, "extra", key) for key, value in session.get("extra", {}).items()},
        )
        for name, session in sessions.items()
    }


def literals(sessions: Mapping[str, Any]) -> list[Place]:
    """Return where a session holds a secret itself instead of naming it."""
    values = {
        (name, *inner): value
        for name, session in sessions.items()
        for inner, value in [
            (("user",), session["user"]),
            (("password",), session["password"]),
            *((("extra", key), value) for key, value in session.get("extra", {}).items()),
        ]
    }
    return [place for place, value in values.items() if isinstance(value, dict) and "literal" in value]


def _read(document: Document, place: Place, value: Any, environ: Mapping[str, str]) -> str:
    if isinstance(value, str):
        return value
    ((kind, where),) = value.items()
    try:
        return _READERS[kind](where, document.file.parent, environ)
    except _NotFoundError as missing:
        raise document.error(place, f"no secret: {missing}", missing.mend) from None


class _NotFoundError(Exception):
    """A secret is not where it should be; the caller knows the line."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.mend = mend


def _from_environment(name: str, _folder: Path, environ: Mapping[str, str]) -> str:
    if name not in environ:
        raise _NotFoundError(f"the environment has no {name}", f"set it: export {name}=...")
    return environ[name]


def _from_file(path: str, folder: Path, _environ: Mapping[str, str]) -> str:
    try:
        return _line(folder.joinpath(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        mend = "a path is relative to this file; the file holds the secret alone"
        raise _NotFoundError(f"{path}: {reason}", mend) from None


def _from_command(command: list[str], folder: Path, environ: Mapping[str, str]) -> str:
    mend = f"try it by hand in {folder}"
    try:
        # The command is the user's own, written as a list: no shell reads it.
        done = subprocess.run(  # noqa: S603
            command,
            cwd=folder,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except OSError as error:
        raise _NotFoundError(f"{command[0]}: {error.strerror}", mend) from None
    except subprocess.TimeoutExpired:
        raise _NotFoundError(f"{command[0]} took more than {PATIENCE:.0f} s", mend) from None
    if done.returncode:
        raise _NotFoundError(f"{command[0]} ended with {done.returncode}", mend)
    # Managers such as pass keep notes below the first line.
    return _line(done.stdout.decode(errors="replace").partition("\n")[0])


def _literal(text: str, _folder: Path, _environ: Mapping[str, str]) -> str:
    return text


def _line(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r")


_READERS: Mapping[str, Callable[[Any, Path, Mapping[str, str]], str]] = {
    "env": _from_environment,
    "file": _from_file,
    "command": _from_command,
    "literal": _literal,
}
