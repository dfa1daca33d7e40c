"""A little of everything that drifts touch: the documented exchanges, replayed in this process."""

from __future__ import annotations

from dataclasses import replace

from harness.exchange import Request, Sender
from harness.target import Mode
from harness.traffic.client import Reply
from harness.traffic.documented import read_documented
from harness.traffic.playing import Player
from harness.traffic.replay import replay
from harness.vendors.jasper import VENDOR
from tests.vendors.jasper.bench import Bench, contract

ENTRIES = {entry.id: entry for entry in read_documented(VENDOR.documented)} if VENDOR.documented else {}
SHOWN_BY = {
    "D08": ("list-json",),
    "D12": ("search-limit-one", "search-limit-one"),
    "D15": ("schedule-json",),
    "D17": ("schedule-ftp",),
    "D24": ("bulk-clears", "bulk-cleared-list"),
    "D32": ("schedule-charset",),
    "D51": ("paused-all", "paused-all-list"),
    "D54": ("bulk-clears", "bulk-cleared-list"),
    "D60": ("view-unknown",),
    "D61": ("schedule-json",),
    "D62": ("schedule-ftp",),
    "D68": ("server-info",),
    "D69": ("list-json",),
    "D73": ("schedule-json",),
    "D77": ("search-by-id-descending", "search-by-id-descending"),
    "D81": ("server-info",),
    "D82": ("server-info",),
    "D83": ("server-info",),
}
"""Exchanges that a drift changes, where none is marked as not holding at it."""
AT_LEAST = {
    "D13": ("calendar-daily-put",),
    "D39": ("calendar-put",),
    "D65": tuple(f"login-wrong-{number}" for number in range(1, 11)),
    "D78": ("missed-pause", "missed-resume"),
}
"""What must go before."""


class BenchDoor:
    """Stands for a door: sends to a bench, and keeps who sent what."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = "primary") -> Reply:
        """Send a request in somebody's name."""
        response = self.bench.send(request, session or "none")
        self.bench.exchanges[-1] = replace(self.bench.exchanges[-1], sender=sender or Sender())
        return Reply(response)


def probe(bench: Bench) -> None:
    """Replay every documented exchange, or where one drift is played alone a few that it changes."""
    names = _shows(*bench.drifts) if len(bench.drifts) == 1 else ENTRIES
    tags = (VENDOR.tag("tst0", number) for number in range(1000))
    player = Player(VENDOR, contract(), Mode.UNRESTRICTED, BenchDoor(bench), bench.wait, VENDOR.work, tags)
    result = replay(player, [ENTRIES[name] for name in names])
    assert result.problems == [], result.problems


def _shows(drift: str) -> tuple[str, ...]:
    marked = tuple(entry.id for entry in ENTRIES.values() if drift in entry.unless)
    return (*AT_LEAST.get(drift, ()), *SHOWN_BY.get(drift, marked[:3]))
