"""All state of the emulated JOC Cockpit and its Master, and what a resource is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from harness.emulation.clock import SECOND, wall
from harness.emulation.lag import LagLaw
from harness.exchange import Response
from harness.seed import stream
from harness.vendors.joc.emulator.accounts import Account
from harness.vendors.joc.emulator.dates import DateReader, since_1970, written, zone_named
from harness.vendors.joc.emulator.incoming import Incoming
from harness.vendors.joc.emulator.master import Master
from harness.vendors.joc.emulator.release import Release
from harness.vendors.joc.emulator.selecting import in_folders
from harness.vendors.joc.emulator.sessions import Sessions

TIMED_OUT: Final = "sessions-timed-out"
UNREACHABLE: Final = "master-unreachable"
RESETTING: Final = "master-resets"
SILENT: Final = "master-silent"
COMMENTS: Final = "comments-demanded"
"""Conditions of the system, see ``harness.emulation.Conditioned``."""


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One record of the audit log; of a modify call one an item."""

    at: int
    account: str
    request: str
    parameters: str
    comment: str | None = None
    time_spent: int | None = None
    ticket_link: str | None = None
    job: str | None = None
    chain: str | None = None
    order: str | None = None


@dataclass
class Server:
    """What a snapshot keeps. ``lag`` is how late the databases know what the Master knows."""

    epoch: datetime
    seed: int
    release: Release
    lag: LagLaw
    master: Master
    sessions: Sessions = field(default_factory=Sessions)
    audit: list[AuditRecord] = field(default_factory=list)
    _begun: int = field(init=False)
    """The epoch in microseconds since 1970."""

    def __post_init__(self) -> None:
        self._begun = since_1970(self.epoch)

    def wall(self, instant: int) -> datetime:
        """Return the date and time (UTC) of an instant."""
        return wall(self.epoch, instant)

    def written(self, instant: int) -> str:
        """Return an instant as answers write it."""
        return written(self._begun + instant // 1000)

    def known(self, instant: int, kind: str, number: int) -> int:
        """Return when the databases know what happened at ``instant``; the same for all who ask."""
        lag = self.lag.sample(stream(self.seed, kind, number), instant / SECOND)
        return instant + round(lag * SECOND)

    def restarted(self) -> Server:
        """Return the server before a Master that has just read its live folder; the databases are shared."""
        fresh = Master.new(self.seed)
        return replace(self, master=replace(self.master, orders=fresh.orders, chains=fresh.chains, tasks={}))

    def copy(self) -> Server:
        """Return a server that later changes to this one leave alone."""
        return replace(self, master=self.master.copy(), sessions=self.sessions.copy(), audit=list(self.audit))


class Span(NamedTuple):
    """Instants from the first on and before the last; None: without bound."""

    first: int | None
    last: int | None

    def holds(self, instant: int) -> bool:
        """Tell whether an instant lies in it."""
        return (self.first is None or instant >= self.first) and (self.last is None or instant < self.last)


class Ask(NamedTuple):
    """A request that has passed every check before its resource.

    ``body`` holds only what was given; ``at`` is now, as answers write it.
    """

    server: Server
    incoming: Incoming
    account: Account
    body: Mapping[str, Any]
    now: int
    at: str

    @property
    def master(self) -> Master:
        """The Master, brought up to now."""
        return self.server.master

    @property
    def release(self) -> Release:
        """The release that answers."""
        return self.server.release

    @property
    def comments_demanded(self) -> bool:
        """Whether a change needs a comment."""
        return self.release.forced_comments or COMMENTS in self.incoming.call.conditions

    @property
    def compact(self) -> bool:
        """Whether the short form is asked for."""
        return bool(self.body.get("compact"))

    def dates(self, zone: str | None = None) -> DateReader:
        """Return a reader of dates under the request's time zone, or the one given."""
        named = zone if zone is not None else self.body.get("timeZone")
        return DateReader(self.server.wall(self.now), zone_named(named) if self.release.time_zone else None)

    def span(self) -> Span:
        """Return what ``dateFrom`` and ``dateTo`` ask for; raise ``Refusal`` (JOC-405) for no date."""
        reader, body = self.dates(), self.body
        return Span(
            self.instant(reader.first(body["dateFrom"])) if "dateFrom" in body else None,
            self.instant(reader.last(body["dateTo"])) if "dateTo" in body else None,
        )

    def shows(self, path: str) -> bool:
        """Tell whether a list may show an object: in the folders asked for, and in those of the account."""
        return in_folders(self.body.get("folders"), path) and self.account.enters(path)

    def instant(self, moment: datetime) -> int:
        """Return the instant of a date."""
        return round((moment - self.server.epoch).total_seconds() * 1e6) * 1000


Resource = Callable[[Ask], Response]
"""What answers a request that has passed every check."""
