"""The door as a server: one listener for each upstream, on an event loop in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from harness.door.core import DoorCore
from harness.door.counts import Counts
from harness.door.entrance import DoorOptions, Entrance
from harness.door.receiver import CALLBACK
from harness.exchange import Exchange

CA_FILE = "door-ca.pem"
"""Name, in the run folder, of the authority that a door with TLS is certified by."""


class DoorServer:
    """Serves one ``DoorCore`` as a reverse proxy from ``start`` to ``stop``; a context manager."""

    def __init__(self, core: DoorCore, options: DoorOptions | None = None) -> None:
        self.core = core
        self._options = options or DoorOptions()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._urls: tuple[str, ...] = ()
        self._up = threading.Event()
        self._failure: BaseException | None = None

    @property
    def url(self) -> str:
        """Base address of the door; requests to it go to the target's first upstream."""
        return self.urls[0]

    @property
    def urls(self) -> tuple[str, ...]:
        """Base addresses in the order of the target's upstreams."""
        if not self._urls:
            raise RuntimeError("the door is not open")
        return self._urls

    @property
    def ca_file(self) -> Path | None:
        """The authority that callers have to trust; None without TLS."""
        return self.core.folder.path / CA_FILE if self._options.tls else None

    @property
    def counts(self) -> Counts:
        """What became of the requests so far."""
        return self.core.counts

    def exchange(self, id: str) -> Exchange:  # noqa: A002 - it is the exchange's id
        """Return a recent exchange as it was recorded; raise ``KeyError`` for one that is not known."""
        return self.core.exchange(id)

    def callback_url(self, token: str) -> str:
        """Return the address that a target may be told to notify; what comes is recorded with ``token``."""
        return f"{(self._options.receiver or self.url).rstrip('/')}{CALLBACK}/{token}"

    def start(self) -> None:
        """Open the door; raise ``UsageError`` when it cannot listen or its TLS files cannot be used."""
        self._thread = threading.Thread(target=self._run, name=f"door-{self.core.target.name}", daemon=True)
        self._thread.start()
        self._up.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure

    def stop(self) -> None:
        """Close the door and its core; requests that are under way are ended first, within seconds."""
        if self._loop is not None and self._stopping is not None and self._thread is not None:
            if self._thread.is_alive():
                self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()
        self.core.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:  # noqa: BLE001 - raised again in the thread that opened the door
            self._failure = failure
            self._up.set()

    async def _serve(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        entrance = Entrance(self.core, self._options)
        try:
            await entrance.open(self.ca_file)
            self._urls = entrance.urls
            receivers = (*self.core.policy.receivers, self.callback_url("").rstrip("/"))
            self.core.policy = replace(self.core.policy, receivers=receivers)
            self._up.set()
            await self._stopping.wait()
        finally:
            await entrance.close()
