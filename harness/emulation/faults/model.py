"""What a fault is: a change to how one answer goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple, Protocol

from harness.exchange import Response


class Scene(NamedTuple):
    """What a fault may make use of, besides the answer itself."""

    expired: Callable[[], Response]
    """Makes the vendor's answer to a session that has run out."""
    earlier: Response | None = None
    """The first good answer that an equal request got since the faults were put; None: there is none."""


class Reaction(NamedTuple):
    """An answer and how it goes out.

    ``delay`` is in seconds, and so is ``drips``, the time that the body takes in all. ``sends`` is the part
    of the body that leaves before the connection breaks, from 0 to 1; None: all of it, and the connection
    stays whole. With ``resets`` nothing leaves and the connection is reset (TCP RST).
    """

    response: Response
    delay: float = 0.0
    sends: float | None = None
    resets: bool = False
    drips: float = 0.0


class Fault(Protocol):
    """One kind of fault, as its own file defines it."""

    kind: ClassVar[str]
    """The name in the control API."""
    condition: ClassVar[str]
    """The condition that the system is in while it answers the request; empty: that which it is in anyway."""

    @property
    def keeps_request(self) -> bool:
        """True when the emulated system never carries the request out."""
        ...

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return the reaction with this fault laid over it."""
        ...
