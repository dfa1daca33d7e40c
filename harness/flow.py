"""Conversations without I/O: a flow yields requests and waits, and is sent responses.

A vendor writes each conversation (login, submit, status, list, modify, output, clean-up) once; a
blocking driver and an asyncio driver run it, so contract, load, race and clean share the code. The
shape is that of httpx's ``Auth.auth_flow``.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from harness.exchange import Request, Response


@dataclass(frozen=True, slots=True)
class Wait:
    """Let ``seconds`` pass before going on."""

    seconds: float


T = TypeVar("T")
Flow = Generator[Request | Wait, Response | None, T]
"""Yields a Request (answered by its Response) or a Wait (answered by None); returns a result."""


@dataclass(frozen=True, slots=True)
class JobRef:
    """A job as a vendor addresses it: the canonical ``key``, and every other name in ``names``.

    For z/OSMF the key is ``JOBNAME/JOB00123`` and ``names`` holds ``correlator``, ``jobname``, ``jobid``.
    """

    key: str
    names: dict[str, str] = field(default_factory=dict, hash=False, compare=False)


class Outcome(StrEnum):
    """What became of something asked of a job, in words that all vendors share."""

    DONE = "done"
    """Carried out; the answer says so."""
    ACCEPTED = "accepted"
    """Taken, but the answer does not say whether it was carried out (asynchronous)."""
    NOT_VISIBLE = "not-visible"
    """Too early: the target does not know the job yet."""
    TOO_LATE = "too-late"
    """The job had already ended, or gone past the point where this can be done."""
    DENIED = "denied"
    """Not allowed for this user, or not authenticated."""
    REJECTED = "rejected"
    """The request itself was wrong."""
    THROTTLED = "throttled"
    """The target asked us to slow down."""
    SERVER = "server"
    """The target failed: a 5xx answer."""
    UNKNOWN = "unknown"
    """No whole answer came, so it may have happened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one answer says of one job. ``state`` is in the words of the contract's life cycle.

    ``present`` is False when the target says that it does not know the job. ``ended`` tells
    whether the state is terminal. ``result`` is the vendor's own end text (``CC 0000``).
    """

    job: JobRef
    present: bool
    state: str | None = None
    ended: bool = False
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """The end of a submit: ``job`` is None unless the target gave the job a name."""

    outcome: Outcome
    job: JobRef | None
    status: int = 0
    """HTTP status of the answer; 0 when none came."""


@dataclass(frozen=True, slots=True)
class Modified:
    """The end of a modify or a delete."""

    outcome: Outcome
    status: int = 0
    detail: str = ""
    """The vendor's own words, for people."""
