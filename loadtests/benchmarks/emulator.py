"""How fast the z/OSMF emulator answers a job status, beside a bare aiohttp handler in the same run.

Run ``python loadtests/benchmarks/emulator.py [--json]``. Each server is a process of its own on the
first core; the client, on the last, keeps one connection full of pipelined requests. The servers
take turns, so that what else the machine does meets all of them. Loopback only, about 15 seconds.
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
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from harness.clock import SystemClock
from harness.emulation import EmulatorSettings
from harness.emulation.process import start_emulator

FEW, MANY = 100, 100_000
ROUNDS = 16
ROUND_SECONDS = 0.18
PIPELINE = 16
GOAL_TO_BARE = 0.5
GOAL_MANY_TO_FEW = 0.9
_AUTHORIZATION = "Basic SUJNVVNFUjpTWVMx"
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


def read_answer(connection: socket.socket) -> tuple[bytes, bytes]:
    """Read one answer: its head, and a body of the announced length."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += read_exactly(connection, 1)
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return head, read_exactly(connection, int(length.partition(b":")[2]))


def request(method: str, target: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """Write a request."""
    fields = {"Host": "127.0.0.1", "X-CSRF-ZOSMF-HEADER": "", **headers, "Content-Length": str(len(body))}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@contextmanager
def open_lane(url: str, target: str, headers: dict[str, str]) -> Iterator[Lane]:
    """Connect, and see how long an answer is."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        sent = request("GET", target, headers)
        connection.sendall(sent)
        head, body = read_answer(connection)
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise ConnectionError(f"{target} was answered {head!r} {body!r}")
        yield Lane(connection, sent, len(head) + len(body))


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
        with open_lane(f"http://127.0.0.1:{port}", "/zosmf/restjobs/jobs/FILLER/JOB00100", {}) as lane:
            yield lane
        process.stdin.close()


@contextmanager
def emulator(core: int, jobs: int) -> Iterator[Lane]:
    """Start an emulator with that many jobs; its lane asks for the status of one of the last."""
    with start_emulator("zosmf", EmulatorSettings(prefill=jobs)) as running:
        os.sched_setaffinity(running.process.pid, {core})
        known = running.control.jobs()["zosmf"][-3]["key"]
        cookie = {"Cookie": log_in(running.url)}
        with open_lane(running.url, f"/zosmf/restjobs/jobs/{known}", cookie) as lane:
            yield lane


def log_in(url: str) -> str:
    """Return the LTPA cookie of the default user."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        headers = {"Authorization": _AUTHORIZATION}
        connection.sendall(request("POST", "/zosmf/services/authenticate", headers))
        head, _ = read_answer(connection)
    cookies = [line.partition(": ")[2] for line in head.decode().split("\r\n")]
    return next(cookie.partition(";")[0] for cookie in cookies if cookie.startswith("LtpaToken2="))


def measure(rounds: int = ROUNDS, seconds: float = ROUND_SECONDS, many: int = MANY) -> dict[str, Any]:
    """Let all lanes take turns; figures are medians over rounds of what ran side by side."""
    cores = sorted(os.sched_getaffinity(0))
    with ExitStack() as stack:
        stack.callback(os.sched_setaffinity, 0, set(cores))
        os.sched_setaffinity(0, {cores[-1]})
        bare = stack.enter_context(bare_server(cores[0]))
        few = stack.enter_context(emulator(cores[0], FEW))
        full = stack.enter_context(emulator(cores[0], many))
        for turn in range(rounds):
            for lane in (bare, few, full)[:: 1 if turn % 2 else -1]:
                lane.run(seconds)
    figures = (
        ("job status against a bare handler", _ratio(few, bare), GOAL_TO_BARE),
        (f"job status with {many} jobs against {FEW}", _ratio(full, few), GOAL_MANY_TO_FEW),
    )
    return {
        "figures": [
            {"name": name, "value": round(value, 3), "at_least": goal} for name, value, goal in figures
        ],
        "bare_rps": round(statistics.median(bare.rates)),
        "few_rps": round(statistics.median(few.rates)),
        "many_rps": round(statistics.median(full.rates)),
    }


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
    parser.add_argument("--serve-bare", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve_bare:
        asyncio.run(serve_bare())
    else:
        indent = None if options.json else 2
        sys.stdout.write(json.dumps(measure(), indent=indent) + "\n")


if __name__ == "__main__":
    main()
