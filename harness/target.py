"""Where requests may go, and what a run may do there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

PRIMARY = "primary"
"""The session that work is done with."""
ANONYMOUS = "none"
"""No credentials at all."""
EXPIRED = "expired"
"""The primary user's session, as if its token had run out."""
LOGGED_OUT = "logged-out"
"""A session of the primary user that was logged out again."""


class Mode(StrEnum):
    """How far a run may go at a target."""

    READ_ONLY = "read-only"
    """Only operations whose effect is ``read`` (and the scripted login)."""
    OWNED = "owned"
    """Also submit our own work, and touch what this run's ledger created."""
    UNRESTRICTED = "unrestricted"
    """Everything; for emulators only."""


class Length(StrEnum):
    """How a submitted work item behaves by itself."""

    SHORT = "short"
    LONG = "long"
    HELD = "held"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something a run may submit: vendor fields in ``fields``, such as z/OSMF's ``jcl`` with ``{tag}``."""

    name: str
    length: Length
    fields: Mapping[str, Any]
    verbs: tuple[str, ...] = ()
    """Verbs of the contract's life cycle that may touch it; empty: all."""


@dataclass(frozen=True, slots=True)
class Tls:
    """How to speak TLS to a target; every path is absolute."""

    ca: Path | None = None
    """Certificates to trust instead of the system's."""
    certificate: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a named session logs in with. Never in a log, a report or a record."""

    user: str
    password: str = field(repr=False)
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Budgets:
    """Upper bounds of a run at one target; None: no bound."""

    requests: int | None = None
    creations: int | None = None
    rate: float | None = None
    """Requests a second."""
    concurrency: int | None = None
    body_bytes: int = 16 * 1024 * 1024
    """A larger request body is blocked: the guard decides on final bytes."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system under test: an embedded emulator or a real server."""

    name: str
    vendor: str
    upstreams: tuple[str, ...]
    """Base addresses; the first is the one that flows start at."""
    mode: Mode
    level: str = "documented"
    embedded: bool = False
    """True when this run itself started the emulator that answers."""
    tls: Tls = Tls()
    sessions: Mapping[str, Credentials] = field(default_factory=dict)
    """Credentials by session name; ``primary`` is the one that work is done with."""
    work: tuple[WorkItem, ...] = ()
    budgets: Budgets = Budgets()
