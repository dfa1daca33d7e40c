"""What the door costs: its throughput beside a bare reverse proxy's, and the latency that it adds.

Run ``python loadtests/benchmarks/door.py [--json]``. About 30 seconds, on the loopback only. Each
server runs in a process of its own. For throughput the one that is measured has a core to itself; the
upstream and the generator share the other, so that the figures are the server's own. For latency the
system places processes as in any run: held apart, each hop would pay for waking a sleeping core. What
is compared takes turns. A ratio is taken within a round and the median of all rounds counts, as a machine
has quick and slow moments; of latencies the best turn of each counts, as whoever else is served only adds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
from aiohttp import web

from harness.clock import SystemClock
from harness.contract import load_contract
from harness.door import DoorCore, DoorOptions, DoorServer, DoorSetup
from harness.guard import Policy
from harness.record import RunFolder
from harness.target import Mode, Target
from harness.vendor import vendor_named

ROUNDS = 9
SECONDS = 0.7
"""Length of one measurement."""
CONNECTIONS = 8
RATE = 200
"""Requests a second of the latency measurement."""
GOAL_RATIO = 0.5
GOAL_ADDED_MS = 1.0

_FIELDS = b"Host: bench\r\nX-CSRF-ZOSMF-HEADER: true\r\nAuthorization: Basic SUJNVVNFUjpTWVMx\r\n"
_JCL = b"//HBENCH1 JOB (ACCT),CLASS=A\n//STEP1 EXEC PGM=IEFBR14\n"
_STATUS = b"GET /zosmf/restjobs/jobs/HBENCH1/JOB00123 HTTP/1.1\r\n" + _FIELDS + b"\r\n"
_SUBMIT = (
    b"PUT /zosmf/restjobs/jobs HTTP/1.1\r\n%bContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%b"
    % (_FIELDS, len(_JCL), _JCL)
)
REQUESTS = (*[_STATUS] * 9, _SUBMIT)
"""One submit to nine status requests, so that the ledger has its share."""

_JOB = {
    "owner": "IBMUSER",
    "phase": 20,
    "subsystem": "JES2",
    "phase-name": "Job is on the hard copy queue",
    "job-correlator": "J0000123SY1.....E1A2B3C4.......:",
    "type": "JOB",
    "url": "https://zos.example:443/zosmf/restjobs/jobs/J0000123SY1.....E1A2B3C4.......%3A",
    "jobid": "JOB00123",
    "class": "A",
    "files-url": "https://zos.example:443/zosmf/restjobs/jobs/J0000123SY1.....E1A2B3C4.......%3A/files",
    "jobname": "HBENCH1",
    "status": "OUTPUT",
    "retcode": "CC 0000",
}


class TinyUpstream(asyncio.Protocol):
    """Answers every request with one job document, as fast as Python can."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = transport
        body = json.dumps(_JOB).encode()
        head = b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._status, self._created = head % (200, len(body)) + body, head % (201, len(body)) + body

    def data_received(self, data: bytes) -> None:
        """Answer; requests come whole, but for the body of a submit that may follow its head."""
        if isinstance(self._transport, asyncio.WriteTransport) and data[:3] in {b"GET", b"PUT"}:
            self._transport.write(self._status if data[:3] == b"GET" else self._created)


Serve = Callable[[Connection, int], Coroutine[None, None, None]]


async def serve_upstream(ready: Connection, _upstream: int) -> None:
    """Serve ``TinyUpstream``."""
    server = await asyncio.get_running_loop().create_server(TinyUpstream, "127.0.0.1", 0)
    ready.send(server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()


async def serve_bare(ready: Connection, upstream: int) -> None:
    """Serve the least that a reverse proxy in aiohttp can be."""
    hop_by_hop = {"connection", "content-length", "transfer-encoding", "keep-alive"}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False) as session:

        async def handle(request: web.BaseRequest) -> web.StreamResponse:
            url = f"http://127.0.0.1:{upstream}{request.raw_path}"
            body = await request.read() or None
            async with session.request(
                request.method, url, headers=request.headers, data=body, allow_redirects=False
            ) as answer:
                headers = {k: v for k, v in answer.headers.items() if k.lower() not in hop_by_hop}
                return web.Response(status=answer.status, headers=headers, body=await answer.read())

        server = await asyncio.get_running_loop().create_server(
            web.Server(handle, access_log=None), "127.0.0.1", 0
        )
        ready.send(server.sockets[0].getsockname()[1])
        await asyncio.Event().wait()


async def serve_door(ready: Connection, upstream: int) -> None:
    """Serve the door as a run does: z/OSMF's contract, guard, ledger and record."""
    vendor = vendor_named("zosmf")
    target = Target("bench", vendor.name, (f"http://127.0.0.1:{upstream}",), Mode.OWNED)
    with tempfile.TemporaryDirectory() as folder:
        setup = DoorSetup(target, vendor, load_contract(vendor.contract_path), Policy(Mode.OWNED, "HBENCH"))
        core = DoorCore(setup, RunFolder.create(Path(folder)), SystemClock())
        with DoorServer(core, DoorOptions()) as door:
            ready.send(int(door.url.rpartition(":")[2]))
            await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Served:
    """A server in a process of its own, and the core that it has to itself for throughput."""

    port: int
    process: int
    core: int


def _child(serve: Serve, ready: Connection, upstream: int) -> None:
    asyncio.run(serve(ready, upstream))


@contextmanager
def served(serve: Serve, core: int, upstream: int = 0) -> Iterator[Served]:
    """Run a server in a child process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_child, args=(serve, theirs, upstream), daemon=True)
    child.start()
    try:
        if not ours.poll(30):
            raise RuntimeError(f"{serve.__name__} did not start")
        yield Served(ours.recv(), child.pid or 0, core)
    finally:
        child.terminate()
        child.join()


@contextmanager
def held_apart(servers: Iterable[Served], ours: int) -> Iterator[None]:
    """Keep each server on its core and this process on ``ours``, for as long as the context lasts."""
    everywhere = os.sched_getaffinity(0)
    cores = {0: ours, **{server.process: server.core for server in servers}}
    for process, core in cores.items():
        os.sched_setaffinity(process, {core})
    try:
        yield
    finally:
        for process in cores:
            os.sched_setaffinity(process, everywhere)


class Asker(asyncio.Protocol):
    """One connection that asks one request at a time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = transport
        self._answered: asyncio.Future[None] | None = None
        self._missing: int | None = None
        self._buffer = b""

    async def ask(self, request: bytes) -> None:
        """Write ``request`` and wait for the whole answer."""
        self._answered = asyncio.get_running_loop().create_future()
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.write(request)
        await self._answered

    def data_received(self, data: bytes) -> None:
        """Take a part of the answer; it has a Content-Length and a good status."""
        self._buffer += data
        head, blank, body = self._buffer.partition(b"\r\n\r\n")
        if not blank or self._answered is None:
            return
        if head[9:10] != b"2":
            self._answered.set_exception(RuntimeError(self._buffer.decode("latin-1")))
            return
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        if len(body) == int(length[15:]):
            self._buffer = b""
            self._answered.set_result(None)


async def connect(port: int) -> Asker:
    """Return a new connection to ``port``."""
    return (await asyncio.get_running_loop().create_connection(Asker, "127.0.0.1", port))[1]


async def throughput(port: int, seconds: float) -> float:
    """Return requests a second of ``CONNECTIONS`` callers that each ask again at once."""
    askers = [await connect(port) for _ in range(CONNECTIONS)]
    loop = asyncio.get_running_loop()
    begun = loop.time()

    async def keep_asking(asker: Asker) -> int:
        done = 0
        while loop.time() < begun + seconds:
            await asker.ask(REQUESTS[done % len(REQUESTS)])
            done += 1
        return done

    done = sum(await asyncio.gather(*map(keep_asking, askers)))
    return done / (loop.time() - begun)


async def latency(port: int, seconds: float) -> list[float]:
    """Return latencies, in milliseconds from when each request was due, of a steady open-loop load."""
    askers = [await connect(port) for _ in range(CONNECTIONS)]
    loop = asyncio.get_running_loop()
    begun = loop.time() + 0.05
    taken: list[float] = []

    async def ask_when_due(number: int) -> None:
        due = begun + number / RATE
        await asyncio.sleep(due - loop.time())
        asker = askers.pop() if askers else await connect(port)
        await asker.ask(REQUESTS[number % len(REQUESTS)])
        taken.append((loop.time() - due) * 1e3)
        askers.append(asker)

    await asyncio.gather(*map(ask_when_due, range(round(seconds * RATE))))
    return taken


def measure(servers: Mapping[str, Served], ours: int) -> dict[str, object]:
    """Measure all there is to measure, alternating; ``ours`` is the core of the generator."""
    ports = {name: server.port for name, server in servers.items()}
    with held_apart(servers.values(), ours):
        for port in ports.values():
            asyncio.run(throughput(port, SECONDS / 2))
        rates = _turns(("bare", "door"), lambda name: asyncio.run(throughput(ports[name], SECONDS)))
    waits = _turns(
        ("direct", "door"), lambda name: statistics.median(asyncio.run(latency(ports[name], SECONDS)))
    )
    p50 = {name: min(turn[name] for turn in waits) for name in ("direct", "door")}
    ratio = statistics.median(turn["door"] / turn["bare"] for turn in rates)
    added = p50["door"] - p50["direct"]
    return {
        "figures": [
            {"name": "throughput against a bare proxy", "value": round(ratio, 3), "at_least": GOAL_RATIO},
            {"name": "added p50 at 200/s, ms", "value": round(added, 3), "at_most": GOAL_ADDED_MS},
        ],
        **{f"{name}_rps": round(statistics.median(turn[name] for turn in rates)) for name in rates[0]},
        **{f"{name}_p50_ms": round(waited, 3) for name, waited in p50.items()},
    }


def _turns(names: Sequence[str], measured: Callable[[str], float]) -> list[dict[str, float]]:
    """Measure each of ``names`` in turn, each round the other way about."""
    return [
        {name: measured(name) for name in (names if turn % 2 == 0 else names[::-1])} for turn in range(ROUNDS)
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    ours, measured = cores[0], cores[-1]
    with ExitStack() as stack:
        upstream = stack.enter_context(served(serve_upstream, ours))
        bare = stack.enter_context(served(serve_bare, measured, upstream.port))
        door = stack.enter_context(served(serve_door, measured, upstream.port))
        figures = measure({"direct": upstream, "bare": bare, "door": door}, ours)
    sys.stdout.write(json.dumps(figures, indent=None if arguments.json else 2) + "\n")


if __name__ == "__main__":
    main()
