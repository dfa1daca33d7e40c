"""The load generator as a child process: Locust, started with a plan and stopped with a record.

Locust patches the whole process for gevent, so it never runs in the harness itself.
"""

from __future__ import annotations

import math
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.clock import Clock
from harness.errors import HarnessError
from harness.resources import resource
from harness.run.model import Progress
from harness.timing.plan import PLAN, SECRETS, LoadPlan

LOG_FILE = "generator.log"
GLANCE = 0.2
"""Seconds between looks at how far the generator is."""
GRACE = 90.0
"""Seconds that a stopped generator gets to remove its jobs before it is killed."""


@dataclass(frozen=True, slots=True)
class GeneratorEnd:
    """How the generator ended; ``problem`` is what went wrong with it, with the exit code for that."""

    interrupted: bool = False
    problem: str = ""
    exit_code: int = 0


def run_generator(
    plan: LoadPlan, clock: Clock, progress: Progress, max_time: float | None = None
) -> GeneratorEnd:
    """Carry out ``plan`` in a child process and wait for its end.

    Ctrl-C, and the end of ``max_time`` seconds, stop it early: it removes its jobs and finishes the
    record all the same.
    """
    # Locust takes options from LOCUST_ variables and from files in the working directory: not here.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("LOCUST_")}
    environ |= {PLAN: str(plan.write()), SECRETS: plan.secrets()}
    log = plan.run_folder / LOG_FILE
    with log.open("wb") as output:
        # A session of its own keeps Ctrl-C from it: it is told to stop once, and then cleans up.
        process = subprocess.Popen(  # noqa: S603 - ours, and no shell
            command_line(plan),
            env=environ,
            cwd=plan.run_folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            interrupted = not _ended(process, plan, clock, progress, max_time)
        except KeyboardInterrupt:
            interrupted = True
        finally:
            _stop(process)
    return generator_end(plan, interrupted=interrupted)


def command_line(plan: LoadPlan) -> Sequence[str]:
    """Return how Locust is started for ``plan``."""
    users = str(plan.workers if plan.users is None else plan.users)
    given = [sys.executable, "-m", "locust", "-f", str(resource("loadtests/locustfile.py"))]
    given += ["--headless", "--only-summary", "--exit-code-on-error", "0", "--stop-timeout", "5"]
    given += ["--host", plan.target.upstreams[0], "--users", users, "--spawn-rate", users]
    if not plan.open_model:
        given += ["--run-time", f"{math.ceil(plan.duration)}s"]
    if plan.workers > 1:
        port = str(_free_port())
        given += ["--processes", str(plan.workers), "--master-bind-host", "127.0.0.1"]
        given += ["--master-bind-port", port, "--master-port", port]
    return given


def _free_port() -> int:
    """Return a port for Locust's master, so that two loads on one machine do not meet."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _ended(
    process: subprocess.Popen[bytes], plan: LoadPlan, clock: Clock, progress: Progress, max_time: float | None
) -> bool:
    """Wait for the end; tell whether it came before ``max_time``."""
    begun_ns = clock.now_ns()
    seen = 0
    while max_time is None or clock.now_ns() - begun_ns < max_time * 1e9:
        try:
            process.wait(GLANCE)
        except subprocess.TimeoutExpired:
            written = sum(_lines(plan.samples_file(worker)) for worker in range(plan.workers))
            progress.advance(written - seen)
            seen = written
        else:
            return True
    return False


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the generator to stop as Ctrl-C would, and end it when it does not."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(GRACE)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def generator_end(plan: LoadPlan, *, interrupted: bool) -> GeneratorEnd:
    """Read how the workers say they ended; one that says nothing was stopped early, or did not get as far."""
    for worker in range(plan.workers):
        end = plan.read_end(worker)
        if end is None and not interrupted:
            log = plan.run_folder / LOG_FILE
            what = f"load generator {worker} did not finish; its last words stand in {log}"
            return GeneratorEnd(interrupted, what, HarnessError.exit_code)
        if end is not None and end.problem:
            return GeneratorEnd(interrupted, end.problem, end.exit_code)
    return GeneratorEnd(interrupted)
