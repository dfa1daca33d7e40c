"""What the door needs of a vendor; ``harness.vendor.Vendor`` has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from harness.contract import Contract, Match
from harness.exchange import Exchange, Response
from harness.guard import Exclusive, Running
from harness.oracles import Observation
from harness.session import SessionScheme
from harness.target import WorkItem
from harness.vendor import RequestReader


class DoorVendor(Protocol):
    """The parts of a vendor that the door uses."""

    @property
    def name(self) -> str:
        """The vendor's name."""
        ...

    @property
    def scheme(self) -> SessionScheme:
        """How its users log in."""
        ...

    @property
    def reader(self) -> RequestReader:
        """What its requests name."""
        ...

    @property
    def observe(self) -> Callable[[Contract, Match, Exchange], tuple[Observation, ...]]:
        """What an exchange says of jobs."""
        ...

    @property
    def exclusive(self) -> Callable[[Sequence[WorkItem]], tuple[Exclusive, ...]]:
        """What work items say that only we use."""
        ...

    @property
    def running(self) -> Callable[[Match, Response], tuple[Running, ...] | None]:
        """Every job that is under way, where an answer tells of all; None where it does not."""
        ...

    @property
    def secrets(self) -> tuple[str, ...]:
        """Further header names whose values are secret."""
        ...
