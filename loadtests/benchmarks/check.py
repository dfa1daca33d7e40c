"""What the door costs a check: cases a second of the same property traffic with and without it.

Run ``python loadtests/benchmarks/check.py [--json]``. About 80 seconds, on the loopback only. Every run
has a fresh emulator on a logical clock and the same seed, so that both sides send the same requests. The
door runs as in ``harness check``: in a thread of the process that generates, with contract, guard,
ledger, sessions and record. The two take turns, and the best turn of each counts: what else a machine
does only ever slows.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from harness.clock import SystemClock
from harness.contract import Contract, load_contract
from harness.door import DoorCore, DoorOptions, DoorServer, DoorSetup
from harness.emulation import EmulatorSettings
from harness.emulation.process import start_emulator
from harness.exchange import Request, Sender
from harness.guard import Policy
from harness.record import RunFolder
from harness.target import Credentials, Mode, Target
from harness.traffic.client import Asks, DoorClient, Reply
from harness.traffic.profiles import PROFILES, Counts
from harness.traffic.properties import PropertyPlan, run_properties
from harness.vendor import Vendor, vendor_named

ROUNDS = 6
SECONDS = 75
"""After that long no other round begins."""
GOAL_RATIO = 0.8
SEED = 1
COUNTS = replace(PROFILES["standard"], fuzzing=7, walks=10, negative=0)
"""The positive phases of the standard profile, with a third of the drawn cases."""
WARM_UP = replace(COUNTS, coverage=False, fuzzing=0, walks=0)


@dataclass(frozen=True)
class Straight:
    """Asks an emulator without a door, as the primary user."""

    client: DoorClient
    user: Credentials

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Send a request with Basic credentials, which the door would have put on."""
        secret = base64.b64encode(f"{self.user.user}:{self.user.password}".encode()).decode()
        headers = request.headers.put("Authorization", f"Basic {secret}")
        return self.client.ask(replace(request, headers=headers), sender, session)


@contextmanager
def straight(vendor: Vendor, _contract: Contract) -> Iterator[Asks]:
    """Open the way to a fresh emulator."""
    settings = EmulatorSettings(clock="logical")
    with start_emulator(vendor.name, settings) as emulator, DoorClient(emulator.url) as client:
        yield Straight(client, vendor.sessions["primary"])


@contextmanager
def through_the_door(vendor: Vendor, contract: Contract) -> Iterator[Asks]:
    """Open the way to a fresh emulator behind a door."""
    with ExitStack() as stack:
        emulator = stack.enter_context(start_emulator(vendor.name, EmulatorSettings(clock="logical")))
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        target = Target(
            "bench",
            vendor.name,
            emulator.upstreams,
            Mode.UNRESTRICTED,
            embedded=True,
            sessions=vendor.sessions,
        )
        setup = DoorSetup(target, vendor, contract, Policy(Mode.UNRESTRICTED))
        record = RunFolder.create(Path(folder))
        stack.callback(record.close)
        core = DoorCore(setup, record, SystemClock())
        stack.callback(core.close)
        door = stack.enter_context(DoorServer(core, DoorOptions()))
        yield stack.enter_context(DoorClient(door.url))


WAYS = {"straight": straight, "door": through_the_door}


@dataclass(frozen=True)
class Run:
    """One run: how many cases in how many seconds."""

    cases: int
    seconds: float

    @property
    def rate(self) -> float:
        """Cases a second."""
        return self.cases / self.seconds


def run(way: str, vendor: Vendor, contract: Contract, counts: Counts) -> Run:
    """Send the property traffic once; raise ``RuntimeError`` when not all of it was sent."""
    tags = (vendor.tag("bench", number) for number in count())
    plan = PropertyPlan(contract, vendor, Mode.UNRESTRICTED, counts, SEED, vendor.work, tags)
    clock = SystemClock()
    with WAYS[way](vendor, contract) as asks:
        begun = clock.now_ns()
        result = run_properties(plan, asks)
        seconds = (clock.now_ns() - begun) / 1e9
    if result.ended_early or result.problems:
        raise RuntimeError(f"{way}: {result.ended_early} {result.problems}")
    return Run(sum(result.cases.values()), seconds)


def measure(rounds: int = ROUNDS, counts: Counts = COUNTS) -> dict[str, object]:
    """Measure both ways, taking turns."""
    vendor = vendor_named("zosmf")
    contract = load_contract(vendor.contract_path)
    clock = SystemClock()
    begun = clock.now_ns()
    for way in WAYS:
        run(way, vendor, contract, WARM_UP)
    turns: dict[str, list[Run]] = {way: [] for way in WAYS}
    for turn in range(rounds):
        if turn and clock.now_ns() - begun > SECONDS * 1e9:
            break
        for way in sorted(WAYS, reverse=turn % 2 == 1):
            turns[way].append(run(way, vendor, contract, counts))
    if len({each.cases for kept in turns.values() for each in kept}) != 1:
        raise RuntimeError("the two ways did not get the same requests")
    rates = {way: max(each.rate for each in kept) for way, kept in turns.items()}
    ratio = rates["door"] / rates["straight"]
    return {
        "figures": [{"name": "cases/s against no door", "value": round(ratio, 3), "at_least": GOAL_RATIO}],
        "cases": turns["door"][0].cases,
        "rounds": len(turns["door"]),
        **{f"{way}_rate": round(rate, 1) for way, rate in rates.items()},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    clock = SystemClock()
    begun_ns = clock.now_ns()
    figures = measure()
    figures["seconds"] = round((clock.now_ns() - begun_ns) / 1e9, 1)
    sys.stdout.write(json.dumps(figures, indent=None if arguments.json else 2) + "\n")


if __name__ == "__main__":
    main()
