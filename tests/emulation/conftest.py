"""Emulators on real sockets, for the tests of what meets the wire."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.emulation import Emulator, EmulatorSettings
from harness.emulation.server import Served, serve
from tests.emulation.echo import echo_emulator

Start = Callable[..., "Running"]


@dataclass(frozen=True)
class Running:
    """An emulator of this process, served by a loop in another thread."""

    emulator: Emulator
    served: Served

    @property
    def url(self) -> str:
        """Base address of the emulator."""
        return self.served.urls["echo"]

    @property
    def address(self) -> tuple[str, int]:
        """Host and port of the emulator."""
        host, _, port = self.url.rpartition("/")[2].partition(":")
        return host, int(port)


@pytest.fixture
def start() -> Iterator[Start]:
    """Serve the echo application under given settings until the test ends."""
    stops: list[Callable[[], None]] = []

    def run(
        settings: EmulatorSettings, make: Callable[[EmulatorSettings], Emulator] = echo_emulator
    ) -> Running:
        emulator = make(settings)
        ready: list[Served] = []
        up, loop, down = threading.Event(), asyncio.new_event_loop(), asyncio.Event()

        async def live() -> None:
            async with serve([emulator]) as served:
                ready.append(served)
                up.set()
                await down.wait()

        thread = threading.Thread(target=lambda: (loop.run_until_complete(live()), loop.close()))
        thread.start()
        assert up.wait(10)

        def stop() -> None:
            loop.call_soon_threadsafe(down.set)
            thread.join(10)

        stops.append(stop)
        return Running(emulator, ready[0])

    yield run
    for stop in stops:
        stop()


@pytest.fixture
def running(start: Start) -> Running:
    """Serve the echo application as it is by default."""
    return start(EmulatorSettings(clock="logical"))


@pytest.fixture
def ca(tmp_path: Path) -> Path:
    """Return where a certificate authority may be written."""
    return tmp_path / "ca.pem"
