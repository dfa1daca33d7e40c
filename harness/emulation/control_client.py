"""The blocking client of an emulator's control API, for the run that started the emulator."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from harness.errors import HarnessError, UsageError

_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class ControlClient:
    """Steers the emulators of one process.

    Every call is one request, and raises ``HarnessError`` when it fails; ``UsageError`` when what it asks for
    cannot be.
    """

    url: str

    def state(self) -> Mapping[str, Mapping[str, Any]]:
        """Return by vendor ``requests``, ``requests_by_operation``, ``jobs`` and ``now`` (seconds)."""
        found: Mapping[str, Mapping[str, Any]] = self._ask("GET", "/state")
        return found

    def jobs(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Return every job by vendor, with instants in seconds at which each path gets to know it."""
        found: Mapping[str, Sequence[Mapping[str, Any]]] = self._ask("GET", "/jobs")
        return found

    def reset(self, seed: int | None = None) -> None:
        """Forget jobs, sessions, counts, faults and snapshots; start at the epoch."""
        self._ask("POST", "/reset", {} if seed is None else {"seed": seed})

    def snapshot(self) -> str:
        """Keep the present state; return its name."""
        return str(self._ask("POST", "/snapshot")["id"])

    def restore(self, name: str) -> None:
        """Go back to a snapshot, clock too."""
        self._ask("POST", "/restore", {"id": name})

    def advance(self, seconds: float) -> None:
        """Move the emulators' clocks on."""
        self._ask("POST", "/clock", {"advance": seconds})

    def faults(self, rules: Sequence[Mapping[str, Any]]) -> None:
        """Replace the faults that are played; an empty list plays none."""
        self._ask("PUT", "/faults", list(rules))

    def conditions(self) -> Mapping[str, Mapping[str, str]]:
        """Return by vendor what each condition means that its system can be put into."""
        return {name: found["known"] for name, found in self._ask("GET", "/conditions").items()}

    def impose(self, *names: str) -> None:
        """Put the systems into these conditions and no others; none: how they usually are."""
        self._ask("PUT", "/conditions", list(names))

    def _ask(self, method: str, path: str, document: Any = None) -> Any:
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, None if document is None else json.dumps(document))
            answer = connection.getresponse()
            text = answer.read().decode()
        except OSError as problem:
            raise HarnessError(f"the emulator's control API at {self.url} is gone: {problem}") from problem
        finally:
            connection.close()
        if answer.status == 400:
            raise UsageError(f"the emulator refused {method} {path}: {text}")
        if answer.status != 200:
            raise HarnessError(f"the emulator refused {method} {path}: {text}")
        return json.loads(text)
