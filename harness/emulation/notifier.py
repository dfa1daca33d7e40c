"""Sends what an emulated system itself has to say: notifications, to loopback addresses only."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import aiohttp

from harness.emulation.emulator import Emulator, Notice

_LOOK = 0.02
"""Seconds between two looks for notices that have become due."""
_SAID = 20
"""Addresses that are named; hostile requests name thousands."""
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def notifying(emulators: Sequence[Emulator]) -> AsyncIterator[None]:
    """Send every notice when it is due, once, as long as the context lasts."""
    async with aiohttp.ClientSession() as session:
        notifier = _Notifier(session)
        task = asyncio.create_task(notifier.watch(emulators))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            notifier.unsent.sum_up()


class Unsent:
    """Says of each address once why a notice did not reach it, and in the end how often."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def note(self, url: str, why: str) -> None:
        """Say it, unless it was said before."""
        address = url.partition("//")[2].partition("/")[0][:100] or url[:100]
        said = f"a notice to {address} {why}"
        if said not in self._times and len(self._times) >= _SAID:
            said = "notices to further addresses are not delivered either"
        self._times[said] += 1
        if self._times[said] == 1:
            _LOG.warning("%s", said)

    def sum_up(self) -> None:
        """Say how often, of what came more than once."""
        for said, times in self._times.items():
            if times > 1:
                _LOG.warning("%s (%d times)", said, times)


class _Notifier:
    """Looks for notices, and sends each on its own, so that a slow receiver holds up no other."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._posts: set[asyncio.Task[None]] = set()
        self.unsent = Unsent()

    async def watch(self, emulators: Sequence[Emulator]) -> None:
        """Look, again and again."""
        while True:
            for emulator in emulators:
                for notice in emulator.application.notices(emulator.clock.now()):
                    post = asyncio.create_task(self._deliver(notice, emulator))
                    self._posts.add(post)
                    post.add_done_callback(self._posts.discard)
            await asyncio.sleep(_LOOK)

    async def _deliver(self, notice: Notice, emulator: Emulator) -> None:
        status = await self._post(notice)
        if notice.told is not None:
            notice.told(status, emulator.clock.now())

    async def _post(self, notice: Notice) -> int:
        """Send a notice once; return the status of the answer, 0 when there was none."""
        if not is_loopback(notice.url):
            self.unsent.note(notice.url, "is not sent: the address is not loopback")
            return 0
        try:
            async with self._session.post(
                notice.url,
                data=notice.body,
                headers={"Content-Type": notice.media_type},
                ssl=False,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=notice.patience),
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError, ValueError) as problem:
            self.unsent.note(notice.url, f"failed: {problem}")
            return 0


def is_loopback(url: str) -> bool:
    """Tell whether ``url`` names this machine by a loopback address or ``localhost``."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
