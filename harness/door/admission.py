"""What the door hands to a transport, and how a request is read for the guard."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.contract import Contract, Match
from harness.door.vendor import DoorVendor
from harness.exchange import Exchange, Request, Response, Sender
from harness.guard import Attempt, Blocked, Policy, Subjects
from harness.target import Target


@dataclass(frozen=True, slots=True)
class DoorSetup:
    """What one door stands before, how it reads what passes, and how far that may go."""

    target: Target
    vendor: DoorVendor
    contract: Contract
    policy: Policy


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a transport brings it to the door.

    ``session`` names whose credentials to put on it; None leaves the request's own. ``upstream`` is
    the base address it is meant for; None: the target's first. ``due_ns`` is when a plan intended
    it to leave, on the door's clock.
    """

    request: Request
    sender: Sender = field(default_factory=Sender)
    session: str | None = None
    upstream: str | None = None
    due_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that may leave, in its final form; to be given back to ``complete`` or ``break_off``."""

    id: str
    asked: Asked
    match: Match | None
    creates: bool
    at_ns: int
    """When it was decided on."""
    wall: str

    @property
    def request(self) -> Request:
        """The request in its final form."""
        return self.asked.request


@dataclass(frozen=True, slots=True)
class Kept:
    """A request that stays here, and what to answer it with."""

    exchange: Exchange
    answer: Response


@dataclass(frozen=True, slots=True)
class Span:
    """When a request was on the wire, in nanoseconds of the door's clock, and how often it was sent."""

    begun_ns: int
    ended_ns: int
    sends: int = 1


def read_attempt(setup: DoorSetup, asked: Asked) -> Attempt | Blocked:
    """Read a request as the guard has to see it; when that breaks, it stays here."""
    request = asked.request
    try:
        match = setup.contract.match(request)
        subjects = Subjects() if match is None else setup.vendor.reader.subjects(match, request)
    except Exception as defect:  # noqa: BLE001 - fails closed, whatever broke
        return Blocked("guard.defect", f"the request could not be read: {type(defect).__name__}: {defect}")
    return Attempt(request, match, subjects, asked.sender)
