"""What the guard decides on: what a request names, what a run may do, what it has used up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.contract import Match
from harness.exchange import Request, Sender
from harness.flow import JobRef
from harness.target import Budgets, Mode


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a request names, as the target will read it; a vendor's ``RequestReader`` fills it.

    A job's ``key`` is compared with what the ledger holds, so it must name one job and no other: the
    key of a job in another JES or on another system differs from that of its namesake here.
    """

    jobs: tuple[JobRef, ...] = ()
    """Jobs that the request would touch."""
    creates: tuple[str, ...] = ()
    """Tags under which it would create jobs, one a job."""
    addresses: tuple[str, ...] = ()
    """Addresses that it hands over for the target to call."""
    executes: tuple[str, ...] = ()
    """What it would run: a command, a program; also that of a new job, where a request brings it along."""
    shared: tuple[str, ...] = ()
    """What it touches with whatever runs there, as it can name no job of its own: a task, a schedule."""
    unreadable: str | None = None
    """Why the request cannot be read, so that nothing but a read may pass."""


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Something that a configuration says only we use, such as a task that is started and stopped by name."""

    names: frozenset[str]
    """How requests name it, as ``Subjects.shared`` has it."""
    marks: frozenset[str]
    """By which its jobs are told from those of other things."""


@dataclass(frozen=True, slots=True)
class Running:
    """A job that a target says is under way, and the marks by which it may be of something exclusive."""

    job: JobRef
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Policy:
    """How far a run may go at one target."""

    mode: Mode
    tag_prefix: str = ""
    """Every tag that this run creates under begins so; empty: nothing may be created in ``owned``."""
    receivers: tuple[str, ...] = ()
    """Base addresses of our own callback receiver, the only ones that a request may hand over."""
    executes: tuple[str, ...] = ()
    """What may be executed in ``owned``, by the names that ``Subjects.executes`` gives."""
    session_senders: tuple[str, ...] = ("session",)
    """Kinds of senders that may log in and out; a generated login could lock a user out."""
    budgets: Budgets = field(default_factory=Budgets)


@dataclass(frozen=True, slots=True)
class Usage:
    """What this run has let through at the target so far, and what it has seen there."""

    requests: int = 0
    creations: int = 0
    in_flight: int = 0
    exclusive: Mapping[str, bool] = field(default_factory=dict)
    """What is exclusively ours, by each of its names, and whether it was lately seen to run nothing but
    what this run created."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request on its way out, in its final bytes, and how it reads. ``match`` None: no operation."""

    request: Request
    match: Match | None
    subjects: Subjects = Subjects()
    sender: Sender = field(default_factory=Sender)
