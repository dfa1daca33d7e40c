"""How fast each emulator answers a job status, beside a bare aiohttp handler in the same run.

Run ``python loadtests/benchmarks/emulator.py [--json] [--vendor V]``. What is asked is the first request of
the vendor's own flow for a job's status. Each server is a process of its own on the first core; the client,
on the last, keeps one connection full of pipelined requests. The servers take turns, so that what else the
machine does meets all of them. Loopback only, about 15 seconds a vendor.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from harness.clock import SystemClock
from harness.contract import Contract, is_xml, load_contract
from harness.emulation import EmulatorSettings
from harness.emulation.process import RunningEmulator, factory_name, start_emulator
from harness.emulation.siege import RawConnection
from harness.errors import HarnessError
from harness.exchange import Request, Response
from harness.flow import JobRef
from harness.run.stage import pause
from harness.session import PRIMARY
from harness.target import Length
from harness.traffic.drivers import run_flow
from harness.vendor import Vendor, vendors

FEW, MANY = 100, 100_000
ROUNDS = 16
ROUND_SECONDS = 0.18
PIPELINE = 16
PATIENCE = 20.0
"""Seconds that a job gets to come to rest."""
_GOALS = tomllib.loads(Path(__file__).with_name("goals.toml").read_text(encoding="utf-8"))
_BARE_BODY = json.dumps({"jobid": "JOB00100", "filler": "x" * 380}).encode()


@dataclass
class Lane:
    """One server's connection and its request, with the rates measured so far (requests a second)."""

    connection: socket.socket
    request: bytes
    answer_length: int
    rates: list[float] = field(default_factory=list)

    def run(self, seconds: float) -> None:
        """Keep the connection full for that long."""
        clock = SystemClock()
        batch, expected, answered = self.request * PIPELINE, self.answer_length * PIPELINE, 0
        begun = clock.now_ns()
        while clock.now_ns() - begun < seconds * 1e9:
            self.connection.sendall(batch)
            read_exactly(self.connection, expected)
            answered += PIPELINE
        self.rates.append(answered / (clock.now_ns() - begun) * 1e9)


def read_exactly(connection: socket.socket, count: int) -> bytes:
    """Read ``count`` bytes; raise ``ConnectionError`` when the server ends before."""
    parts = []
    while count:
        part = connection.recv(min(count, 1 << 20))
        if not part:
            raise ConnectionError("the server closed the connection")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def answer_length(connection: socket.socket) -> int:
    """Read one answer; return how many bytes it has, whichever way it ends."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += read_exactly(connection, 1)
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise ConnectionError(f"the server answered {head!r}")
    lines = head.lower().split(b"\r\n")
    lengths = [line.partition(b":")[2] for line in lines if line.startswith(b"content-length:")]
    if lengths:
        return len(head) + len(read_exactly(connection, int(lengths[0])))
    body = b""
    while not body.endswith(b"\r\n0\r\n\r\n"):
        body += read_exactly(connection, 1)
    return len(head) + len(body)


def on_the_wire(request: Request) -> bytes:
    """Write a request."""
    fields = [("Host", "127.0.0.1"), *request.headers, ("Content-Length", str(len(request.body)))]
    head = f"{request.method} {request.target} HTTP/1.1"
    return "\r\n".join([head, *(f"{n}: {v}" for n, v in fields), "", ""]).encode() + request.body


@contextmanager
def open_lane(url: str, request: Request) -> Iterator[Lane]:
    """Connect, and see how long an answer is."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as connection:
        sent = on_the_wire(request)
        connection.sendall(sent)
        yield Lane(connection, sent, answer_length(connection))


@contextmanager
def bare_server(core: int) -> Iterator[Lane]:
    """Start this file as the bare server in a process of its own."""
    process = subprocess.Popen(  # noqa: S603 - this very file
        [sys.executable, __file__, "--serve-bare"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None  # noqa: S101 - Popen was given a pipe
    assert process.stdout is not None  # noqa: S101 - Popen was given a pipe
    os.sched_setaffinity(process.pid, {core})
    with process:
        port = int(process.stdout.readline())
        with open_lane(f"http://127.0.0.1:{port}", Request("GET", "/jobs/FILLER/JOB00100")) as lane:
            yield lane
        process.stdin.close()


class Probed:
    """An emulator with a job at rest, and the request by which the vendor's flow asks for its status."""

    def __init__(self, vendor: Vendor, running: RunningEmulator) -> None:
        self._vendor = vendor
        self._contract: Contract = load_contract(vendor.contract_path)
        self._lines = [RawConnection(url) for url in running.upstreams]
        self._upstreams = running.upstreams
        self.asked = 0
        # A login brings what it needs by itself.
        self._dress: Callable[[Request], Request] = lambda request: request
        session = self._tell(vendor.scheme.login(vendor.sessions[PRIMARY]))
        self._dress = partial(vendor.scheme.dress, session=session)
        self.request = self._at_rest()
        self.url = self._upstreams[self._nth(self.request)]
        for line in self._lines:
            line.close()

    def in_xml(self) -> Request | None:
        """Return the same request for XML, if the contract has both JSON and XML to answer with."""
        match = self._contract.match(self.request)
        answer = None if match is None else match.operation.answer(200)
        media = [] if answer is None else [*answer.bodies]
        xml = next((each for each in media if is_xml(each)), None)
        if xml is None or not any(each.endswith("json") for each in media):
            return None
        headers = self.request.headers.put("Accept", xml)
        return Request(self.request.method, self.request.target, headers, self.request.body)

    def _at_rest(self) -> Request:
        """Return the request for a job whose answer does not grow any more, of ended ones by choice."""
        rank = [Length.SHORT, Length.HELD, Length.LONG, Length.FAILING]
        for number, work in enumerate(sorted(self._vendor.work, key=lambda work: rank.index(work.length))):
            submitted = self._tell(self._vendor.flows.submit(work, self._vendor.tag("bench", number)))
            if submitted.job is not None and (found := self._settled(submitted.job)) is not None:
                return found
        raise HarnessError(f"no job of {self._vendor.name} comes to rest")

    def _settled(self, job: JobRef) -> Request | None:
        asked = next(self._vendor.flows.status(job))
        assert isinstance(asked, Request)  # noqa: S101 - a flow asks before it waits
        request = self._dress(asked)
        last: list[Response | None] = []
        for _ in range(int(PATIENCE / 0.25)):
            last = [*last[-7:], self._lines[self._nth(request)].ask(request)]
            # A document may tell the time; it is its length that a lane counts on.
            sizes = {len(answer.body) if answer and answer.status == 200 else -1 for answer in last}
            if len(last) == 8 and len(sizes) == 1 and -1 not in sizes:
                return request if self._decides(job) else None
            if sizes == {-1} and len(last) > 3:
                return None
            pause(0.25)
        return None

    def _decides(self, job: JobRef) -> bool:
        """Tell whether the first answer shows the job, so that the flow asks for nothing else."""
        asked = self.asked
        return self._tell(self._vendor.flows.status(job)).present and self.asked == asked + 1

    def _nth(self, request: Request) -> int:
        match = self._contract.match(request)
        return 0 if match is None else match.operation.upstream

    def _tell(self, flow: Any) -> Any:
        def send(request: Request) -> Response | None:
            self.asked += 1
            return self._lines[self._nth(request)].ask(self._dress(request))

        return run_flow(flow, send, pause)


@contextmanager
def emulator(vendor: Vendor, core: int, jobs: int) -> Iterator[tuple[Lane, Lane | None]]:
    """Start an emulator with that many jobs; its lanes ask for the status of one more, in JSON and XML."""
    settings = EmulatorSettings(prefill=jobs)
    with (
        start_emulator(vendor.name, settings, factory_name(vendor.emulator)) as running,
        ExitStack() as stack,
    ):
        os.sched_setaffinity(running.process.pid, {core})
        probed = Probed(vendor, running)
        xml = probed.in_xml()
        other = None if xml is None else stack.enter_context(open_lane(probed.url, xml))
        yield stack.enter_context(open_lane(probed.url, probed.request)), other


def measure(
    vendor: Vendor, rounds: int = ROUNDS, seconds: float = ROUND_SECONDS, many: int = MANY
) -> list[dict[str, Any]]:
    """Let all lanes take turns; figures are medians over rounds of what ran side by side."""
    cores = sorted(os.sched_getaffinity(0))
    with ExitStack() as stack:
        stack.callback(os.sched_setaffinity, 0, set(cores))
        os.sched_setaffinity(0, {cores[-1]})
        bare = stack.enter_context(bare_server(cores[0]))
        few, xml = stack.enter_context(emulator(vendor, cores[0], FEW))
        full, _ = stack.enter_context(emulator(vendor, cores[0], many))
        lanes = [lane for lane in (bare, few, xml, full) if lane is not None]
        for turn in range(rounds):
            for lane in lanes[:: 1 if turn % 2 else -1]:
                lane.run(seconds)
    goals = {**_GOALS["default"], **_GOALS.get(vendor.name, {})}
    figures = [
        ("job status against a bare handler", _ratio(few, bare), goals["to-bare"]),
        (f"job status with {many} jobs against {FEW}", _ratio(full, few), goals["many-to-few"]),
    ]
    if xml is not None:
        figures.append(("job status in XML against JSON", _ratio(xml, few), goals["xml-to-json"]))
    return [
        {"name": f"{vendor.name}: {name}", "value": round(value, 3), "at_least": goal}
        for name, value, goal in figures
    ]


def _ratio(these: Lane, those: Lane) -> float:
    return statistics.median(a / b for a, b in zip(these.rates, those.rates, strict=True))


async def serve_bare() -> None:
    """Serve a constant document from aiohttp's low-level server until standard input ends."""

    async def handle(_: web.BaseRequest) -> web.Response:
        return web.Response(body=_BARE_BODY, content_type="application/json")

    loop = asyncio.get_running_loop()
    server = await loop.create_server(web.Server(handle, access_log=None), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    server.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--vendor", action="append", choices=[*vendors()], help="default: all")
    parser.add_argument("--serve-bare", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve_bare:
        asyncio.run(serve_bare())
        return
    figures = [figure for name in options.vendor or vendors() for figure in measure(vendors()[name])]
    sys.stdout.write(json.dumps({"figures": figures}, indent=None if options.json else 2) + "\n")


if __name__ == "__main__":
    main()
