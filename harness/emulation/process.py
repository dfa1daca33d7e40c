"""Emulators in a child process that cannot outlive its parent.

The child reads its standard input: first the plan (one line of JSON), then nothing until the pipe
ends, which the kernel sees to even when the parent is killed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, Self

from harness.emulation.control_client import ControlClient
from harness.emulation.plan import dump_plan
from harness.emulation.settings import EmulatorSettings
from harness.errors import HarnessError, UsageError

_PATIENCE = 10.0
"""Seconds that a child has to go when asked."""


@dataclass
class RunningEmulator:
    """A child process with one or more emulators; use as a context manager, or call ``stop``."""

    urls: Mapping[str, str]
    control: ControlClient
    process: subprocess.Popen[bytes]
    further: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Base addresses of further listeners, by vendor and name."""

    @property
    def upstreams(self) -> tuple[str, ...]:
        """Base addresses of all listeners of the first emulator, the one that flows start at first."""
        vendor, url = next(iter(self.urls.items()))
        return (url, *self.further.get(vendor, {}).values())

    @property
    def url(self) -> str:
        """Base address of the first emulator's listener."""
        return next(iter(self.urls.values()))

    def stop(self) -> None:
        """End the child process; harmless when it has already ended."""
        _end(self.process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start_emulator(
    vendor: str, settings: EmulatorSettings | None = None, factory: str | None = None
) -> RunningEmulator:
    """Start one vendor's emulator in a child process and wait until it listens.

    ``factory`` is ``module:function`` of a function from settings to an ``Emulator``; by default the
    ``build`` of the vendor's own ``emulator`` package in this tree. Raises ``UsageError`` for what
    the child says is wrong with the settings, ``HarnessError`` when it does not start.
    """
    return start_emulators({vendor: (factory, settings or EmulatorSettings())})


def start_emulators(wanted: Mapping[str, tuple[str | None, EmulatorSettings]]) -> RunningEmulator:
    """Start several vendors' emulators in one child process, as ``start_emulator`` does for one."""
    plan = {
        vendor: (factory or f"harness.vendors.{vendor}.emulator:build", settings)
        for vendor, (factory, settings) in wanted.items()
    }
    # A session of its own keeps Ctrl-C from the child: it goes when the parent has finished with it.
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.emulation"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    hello = _greet(process, dump_plan(plan))
    control = ControlClient(hello["control"])
    return RunningEmulator(hello["urls"], control, process, hello["further"])


def factory_name(build: Callable[..., Any]) -> str:
    """Return the ``module:function`` by which a child process finds ``build``."""
    return f"{build.__module__}:{build.__qualname__}"


def _greet(process: subprocess.Popen[bytes], plan: str) -> dict[str, Any]:
    """Hand over the plan and read where the child listens; what is wrong with either ends the child."""
    stdin, stdout = _pipes(process)
    line = b""
    try:
        stdin.write(plan.encode() + b"\n")
        stdin.flush()
        line = stdout.readline()
        hello: dict[str, Any] = json.loads(line)
    except (OSError, ValueError) as problem:
        _end(process)
        raise HarnessError(f"the emulator process did not start: {line.decode()!r}") from problem
    if "usage_error" in hello:
        _end(process)
        raise UsageError(**hello["usage_error"])
    return hello


def _end(process: subprocess.Popen[bytes]) -> None:
    stdin, stdout = _pipes(process)
    with suppress(BrokenPipeError):
        stdin.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    stdout.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None  # noqa: S101 - Popen was given a pipe
    assert process.stdout is not None  # noqa: S101 - Popen was given a pipe
    return process.stdin, process.stdout
