"""A million requests at each emulator, good, changed, hostile and broken, and it must serve as ever.

Run ``python loadtests/benchmarks/qualify/storm.py [--json] [--vendor V] [--requests N] [--seed S]``. Chunks
that were measured before are kept under ``.benchmarks/qualify`` and not measured again, so that an
interruption loses little. Nothing is judged but this: no undocumented server error, memory flat after the
first tenth, in which what is remembered for speed fills up, no file or address reached from a document, still
answering at the end.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import psutil

from harness.clock import SystemClock
from harness.contract import Contract, load_contract
from harness.emulation import EmulatorSettings
from harness.emulation.process import RunningEmulator, factory_name, start_emulator
from harness.emulation.siege import Canary, RawConnection
from harness.errors import TargetError
from harness.exchange import Request, Response
from harness.seed import stream
from harness.session import PRIMARY, Session
from harness.traffic.drivers import run_flow
from harness.traffic.hostile import Drawn, Hostile
from harness.vendor import Vendor, vendors

RESULTS = Path(".benchmarks/qualify/storm")
REQUESTS = 1_000_000
CHUNK = 10_000
WARM_UP = 10
"""The part of the chunks, one in so many, after which memory must be flat."""
CAPACITY = 500
"""Jobs that an emulator may hold: soon full, so that memory has nothing left to grow by."""
LOGIN_EVERY = 250
SHOWN = 5
"""Wrong answers that a chunk keeps."""


@dataclass
class Chunk:
    """What came of one chunk of requests."""

    vendor: str
    chunk: int
    seed: int
    commit: str
    sent: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    silent: int = 0
    """Requests that were whole and got no answer."""
    wrong: int = 0
    """Server errors that no document knows."""
    leaked: int = 0
    """Answers that hold a file of this machine, and calls at the canary."""
    samples: list[str] = field(default_factory=list)
    alive: bool = False
    """Whether a client that logs in and submits was served as ever afterwards."""
    memory_mb: float = 0.0
    seconds: float = 0.0


class Storm:
    """One emulator under fire. ``seed`` and the number of the chunk say all that is drawn."""

    def __init__(self, vendor: Vendor, running: RunningEmulator, seed: int, canary: Canary) -> None:
        self.vendor = vendor
        self.contract: Contract = load_contract(vendor.contract_path)
        self._running = running
        self._process = psutil.Process(running.process.pid)
        self._seed = seed
        self._canary = canary
        self._session: Session | None = None
        self._lines = [RawConnection(url) for url in running.upstreams]
        self._names: list[Mapping[str, str]] = []
        self._clock = SystemClock()

    def chunk(self, number: int, count: int, commit: str) -> Chunk:
        """Send one chunk to a system that begins anew, and look at what it costs."""
        self._running.control.reset()
        random = stream(self._seed, "storm", self.vendor.name, number)
        self._begin()
        hostile = Hostile(
            self.contract, random, self._dressed, lambda: random.choice(self._names or [{}]), self._canary.url
        )
        done = Chunk(self.vendor.name, number, self._seed, commit)
        kinds: Counter[str] = Counter()
        statuses: Counter[str] = Counter()
        begun = self._clock.now_ns()
        for nth in range(count):
            if nth % LOGIN_EVERY == LOGIN_EVERY - 1:
                self._log_in()
            drawn = hostile.draw()
            kinds[drawn.kind] += 1
            self._judge(done, drawn, self._fire(drawn, random), statuses)
        done.sent, done.kinds, done.statuses = count, dict(kinds), dict(sorted(statuses.items()))
        done.leaked += self._canary.calls()
        done.seconds = round((self._clock.now_ns() - begun) / 1e9, 2)
        done.alive = self._serves()
        self._running.control.reset()
        done.memory_mb = round(self._process.memory_info().rss / 2**20, 1)
        return done

    def close(self) -> None:
        """Close the connections."""
        for line in self._lines:
            line.close()

    def _serves(self) -> bool:
        self._running.control.reset()
        self._begin()
        return bool(self._names)

    def _fire(self, drawn: Drawn, random: Random) -> Response | None:
        line = self._lines[drawn.upstream % len(self._lines)]
        method = "GET" if drawn.request is None else drawn.request.method
        if drawn.kind == "torn":
            return line.send(drawn.raw, method, random.randint(2, 9), last=random.random() < 0.5)
        # What is no HTTP leaves a server waiting for more, so that no more is promised.
        return line.send(drawn.raw, method, 1 if drawn.request else 2, last=drawn.request is not None)

    def _judge(self, done: Chunk, drawn: Drawn, response: Response | None, statuses: Counter[str]) -> None:
        if response is None:
            # Whoever tears a request up, or sends no HTTP, may be left without an answer.
            done.silent += drawn.kind not in ("torn", "broken")
            return
        statuses[f"{response.status // 100}xx"] += 1
        if b"root:x:0:" in response.body:
            done.leaked += 1
        if response.status >= 500 and not self._documented(drawn.request, response):
            done.wrong += 1
            if len(done.samples) < SHOWN:
                done.samples.append(f"{drawn.raw[:300]!r} -> {response.status} {response.body[:120]!r}")

    def _documented(self, request: Request | None, response: Response) -> bool:
        match = None if request is None else self.contract.match(request)
        return match is not None and not self.contract.judge_response(match, response)

    def _begin(self) -> None:
        """Log in, and submit some work to ask for; what the vendor lists is named by its job references."""
        self._log_in()
        self._names = []
        for nth, work in enumerate(self.vendor.work):
            submitted = self._tell(self.vendor.flows.submit(work, self.vendor.tag("storm", nth)))
            if submitted is not None and submitted.job is not None:
                self._names.append(submitted.job.names)

    def _log_in(self) -> None:
        for _ in range(2):
            try:
                self._session = None
                self._session = self._tell(self.vendor.scheme.login(self.vendor.sessions[PRIMARY]))
            except TargetError:
                # Somebody changed the password, or worse: such a system begins anew.
                self._running.control.reset()
            else:
                return

    def _tell(self, flow: Any) -> Any:
        def send(request: Request) -> Response | None:
            dressed = self._dressed(request) if self._session is not None else request
            match = self.contract.match(request)
            upstream = 0 if match is None else match.operation.upstream
            return self._lines[upstream % len(self._lines)].ask(dressed)

        return run_flow(flow, send, self._running.control.advance)

    def _dressed(self, request: Request) -> Request:
        return self.vendor.scheme.dress(request, self._session)


@contextmanager
def storm(vendor: Vendor, seed: int) -> Iterator[Storm]:
    """Start the vendor's emulator, and somebody at an address that nobody may call."""
    settings = EmulatorSettings(clock="logical", capacity=CAPACITY, seed=seed)
    with Canary() as canary, start_emulator(vendor.name, settings, factory_name(vendor.emulator)) as running:
        firing = Storm(vendor, running, seed, canary)
        try:
            yield firing
        finally:
            firing.close()


def measure(vendor: Vendor, requests: int, seed: int, kept: Path, chunk: int = CHUNK) -> list[dict[str, Any]]:
    """Send what is still to be sent, chunk by chunk; return the figures of all of it."""
    kept.mkdir(parents=True, exist_ok=True)
    numbers = range(-(-requests // chunk))
    missing = [number for number in numbers if not _file(kept, vendor, seed, chunk, number).is_file()]
    if missing:
        commit = _commit()
        with storm(vendor, seed) as firing:
            # Its memory is compared within one process, so the first chunk is sent again to warm up.
            for number in (missing[0], *missing):
                done = firing.chunk(number, chunk, commit)
                _write(_file(kept, vendor, seed, chunk, number), asdict(done))
    chunks = [json.loads(_file(kept, vendor, seed, chunk, number).read_text()) for number in numbers]
    return list(_figures(vendor, chunks))


def _figures(vendor: Vendor, chunks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    where = f"{vendor.name}, {sum(done['sent'] for done in chunks):,} requests"
    memory = [done["memory_mb"] for done in chunks]
    wrong, leaked, silent = (sum(done[key] for done in chunks) for key in ("wrong", "leaked", "silent"))
    goals: list[tuple[str, float, str, float]] = [
        ("undocumented server errors", wrong, "at_most", 0),
        ("whole requests without an answer", silent, "at_most", 0),
        ("files and addresses reached", leaked, "at_most", 0),
        ("most memory against that after the first tenth", _grown(memory), "at_most", 1.1),
        ("serves as ever after each chunk", float(all(done["alive"] for done in chunks)), "at_least", 1.0),
    ]
    commits = "+".join(sorted({done["commit"] for done in chunks}))
    for name, value, side, goal in goals:
        figure = {"name": f"{where}: {name}", "value": value, side: goal}
        yield {**figure, "seed": chunks[0]["seed"], "commit": commits}


def _grown(memory: list[float]) -> float:
    """Return how much the most memory is against what there was once caches of bounded size were full."""
    return round(max(memory) / memory[len(memory) // WARM_UP], 3)


def _file(kept: Path, vendor: Vendor, seed: int, chunk: int, number: int) -> Path:
    return kept / f"{vendor.name}-{seed}-{chunk}-{number:04}.json"


def _write(path: Path, document: Mapping[str, Any]) -> None:
    # Written whole or not at all: an interrupted run must not leave half a result to resume from.
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - fixed words
    return done.stdout.strip() or "unknown"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--vendor", action="append", choices=[*vendors()], help="default: all")
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    figures = [
        figure
        for name in given.vendor or vendors()
        for figure in measure(vendors()[name], given.requests, given.seed, RESULTS)
    ]
    sys.stdout.write(json.dumps({"figures": figures}, indent=None if given.json else 2) + "\n")


if __name__ == "__main__":
    main()
