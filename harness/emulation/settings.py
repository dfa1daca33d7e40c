"""What an emulator is started with; everything here travels to a child process as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from harness.emulation.lag import LagLaws

ClockKind = Literal["real", "logical"]


@dataclass(frozen=True, slots=True)
class ServerTls:
    """Serve TLS with a certificate of a certificate authority made for this start.

    ``ca`` is where the authority's certificate is written (PEM), for clients to trust. Clients may show
    a certificate of an authority of ``client_ca`` (PEM), need not, and no other; None: nobody is asked.
    """

    ca: Path
    names: tuple[str, ...] = ("localhost", "127.0.0.1")
    client_ca: Path | None = None


@dataclass(frozen=True, slots=True)
class EmulatorSettings:
    """How one emulator is to behave.

    With ``clock="logical"`` time starts at a fixed date and moves only by a fixed step for each
    request and when told to, so that equal requests get equal answers, byte for byte.
    """

    host: str = "127.0.0.1"
    port: int = 0
    """0: any free port. A further listener of the same system gets the next hundred, and so on."""
    seed: int = 0
    drifts: frozenset[str] = frozenset()
    lag: LagLaws = field(default_factory=LagLaws)
    tls: ServerTls | None = None
    clock: ClockKind = "real"
    step: float = 0.01
    """Seconds that a logical clock moves on for each request."""
    users: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Passwords by user; empty: the vendor's default users."""
    capacity: int = 400_000
    """The most jobs that are kept at once; a submit beyond it fails as the vendor fails when full."""
    prefill: int = 0
    """How many ended jobs are there from the start, for measurements of a full system."""
