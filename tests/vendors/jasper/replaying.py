"""The documented exchanges, replayed in this process, and what the suite finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from harness.contract import Contract, Drift, Levels, load_contract, load_levels
from harness.exchange import Request, Sender
from harness.finding import Finding
from harness.oracles import SUITE, judge
from harness.target import Mode
from harness.traffic.client import Reply
from harness.traffic.documented import Documented, documented_rule, read_documented
from harness.traffic.playing import Player
from harness.traffic.replay import replay
from harness.vendors.jasper import VENDOR
from tests.vendors.jasper.bench import Bench, contract

ENTRIES: tuple[Documented, ...] = read_documented(VENDOR.documented) if VENDOR.documented else ()
RULES = (*SUITE, *VENDOR.rules, documented_rule(ENTRIES, VENDOR.reader))


class BenchDoor:
    """Stands for a door: sends to a bench, and keeps who sent what."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = "primary") -> Reply:
        """Send a request in somebody's name."""
        response = self.bench.send(request, session or "none")
        self.bench.exchanges[-1] = replace(self.bench.exchanges[-1], sender=sender or Sender())
        return Reply(response)


def replayed(drifts: Iterable[str] = (), only: Iterable[str] = ()) -> Bench:
    """Return a bench at which documented exchanges, all or ``only`` some, met a server with ``drifts``."""
    known = {entry.id: entry for entry in ENTRIES}
    entries = [known[each] for each in only] or ENTRIES
    bench = Bench(drifts=frozenset(drifts))
    tags: Iterator[str] = (VENDOR.tag("tst0", number) for number in range(1000))
    player = Player(VENDOR, contract(), Mode.UNRESTRICTED, BenchDoor(bench), bench.wait, VENDOR.work, tags)
    result = replay(player, entries)
    assert result.problems == [], result.problems
    return bench


def found(bench: Bench, judged_by: Contract) -> list[Finding]:
    """Return the findings of the whole suite."""
    return list(judge(bench.evidence(judged_by), RULES, embedded=True))


@cache
def levels() -> Levels:
    """Return the levels of the contract."""
    return load_levels(VENDOR.contract_path)


def contract_with(drifts: Iterable[str]) -> Contract:
    """Return the contract of a release with ``drifts``."""
    return load_contract(VENDOR.contract_path, levels().overlays(tuple(drifts)))


def drift(name: str) -> Drift:
    """Return a drift."""
    return levels().drifts[name]
