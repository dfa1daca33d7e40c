"""What each command is asked to do, as one frozen value: ``cli`` fills it, ``run`` obeys it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from harness.run.model import Profile, RunOptions, Selection


@dataclass(frozen=True, slots=True)
class InitRequest:
    """Write a first ``harness.toml`` for ``vendors`` (none: all) into ``folder``."""

    folder: Path
    vendors: tuple[str, ...] = ()
    force: bool = False
    """Overwrite what is there."""


@dataclass(frozen=True, slots=True)
class DoctorRequest:
    """Tell whether ``target`` is ready, and which level it seems to be."""

    target: str
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Show vendors, operations, rules, levels, drifts and targets."""

    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """Run emulators until interrupted. ``vendors`` empty: all."""

    vendors: tuple[str, ...] = ()
    play: str = "documented"
    drifts: tuple[str, ...] = ()
    lag: str | None = None
    host: str = "127.0.0.1"
    port_base: int | None = None
    """The first vendor listens here, the next one port higher; None: free ports."""
    tls: bool = False
    client_ca: Path | None = None
    """Authorities of the certificates that callers may show; None: they are asked for none."""
    seed: int = 0
    faults: str | None = None
    """A set of faults that all of them play."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """Judge ``targets`` (none: every vendor's embedded emulator) against their contracts."""

    targets: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)
    options: RunOptions = field(default_factory=RunOptions)
    profile: Profile = Profile.STANDARD


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """Put load on ``target``: an open model with ``rate`` submits a second, or ``users`` closed loops."""

    target: str
    selection: Selection = field(default_factory=Selection)
    options: RunOptions = field(default_factory=RunOptions)
    rate: float | None = None
    users: int | None = None
    duration: float = 30.0
    """Seconds."""
    processes: int = 1


@dataclass(frozen=True, slots=True)
class RaceRequest:
    """Find the safe window of ``verb`` after a submit; see the word list in CONTRIBUTING.md."""

    target: str
    selection: Selection = field(default_factory=Selection)
    options: RunOptions = field(default_factory=RunOptions)
    verb: str | None = None
    """None: the contract's first verb that the work items allow."""
    work: str | None = None
    """None: work that does not end by itself, where there is any."""
    sweep: float | None = None
    """Up to which delay, in seconds, to draw the curve; None: a little beyond the scouted one."""
    p0: float = 0.01
    """The safe delay fails "not visible" for at most this share of requests."""
    confidence: float = 0.95
    budget: int | None = None
    """Probes; None: what ``p0`` and ``confidence`` call for."""


@dataclass(frozen=True, slots=True)
class DiffRequest:
    """Compare two runs (folders) or two targets (names)."""

    baseline: str
    candidate: str
    selection: Selection = field(default_factory=Selection)
    options: RunOptions = field(default_factory=RunOptions)
    profile: Profile = Profile.STANDARD


@dataclass(frozen=True, slots=True)
class GateRequest:
    """Run ``command`` with a door before each of ``vendors``, and judge what it sends and gets."""

    vendors: tuple[str, ...]
    command: tuple[str, ...]
    selection: Selection = field(default_factory=Selection)
    options: RunOptions = field(default_factory=RunOptions)
    upstream: str | None = None
    """A target to stand before; None: each vendor's embedded emulator."""
    faults: str | None = None
    tls: bool = False
    """Serve the door over HTTPS, with a certificate of our own."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Rebuild reports of the run in ``run`` (``latest``: the newest one). ``formats`` empty: all."""

    run: str = "latest"
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanRequest:
    """Cancel and purge what the ledgers under ``reports`` say is left (of ``target``; None: of all)."""

    target: str | None = None
    selection: Selection = field(default_factory=Selection)
    reports: Path = Path("reports")


@dataclass(frozen=True, slots=True)
class RulesRequest:
    """Show what is claimed, of all vendors or of ``vendor``."""

    vendor: str | None = None


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """Show one rule: what it claims, why, and where the vendor says so."""

    rule: str
