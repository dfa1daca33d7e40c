"""Sends what an emulated system itself has to say: notifications, to loopback addresses only."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import aiohttp

from harness.emulation.emulator import Emulator, Notice

_LOOK = 0.02
"""Seconds between two looks for notices that have become due."""
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def notifying(emulators: Sequence[Emulator]) -> AsyncIterator[None]:
    """Send every notice when it is due, once, as long as the context lasts."""
    async with aiohttp.ClientSession() as session:
        task = asyncio.create_task(_watch(emulators, session))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _watch(emulators: Sequence[Emulator], session: aiohttp.ClientSession) -> None:
    posts: set[asyncio.Task[None]] = set()
    while True:
        for emulator in emulators:
            for notice in emulator.application.notices(emulator.clock.now()):
                post = asyncio.create_task(_deliver(notice, emulator, session))
                posts.add(post)
                post.add_done_callback(posts.discard)
        await asyncio.sleep(_LOOK)


async def _deliver(notice: Notice, emulator: Emulator, session: aiohttp.ClientSession) -> None:
    status = await _post(notice, session)
    if notice.told is not None:
        notice.told(status, emulator.clock.now())


async def _post(notice: Notice, session: aiohttp.ClientSession) -> int:
    """Send a notice once; return the status of the answer, 0 when there was none."""
    if not is_loopback(notice.url):
        _LOG.warning("a notice to an address that is not loopback is not sent: %s", notice.url)
        return 0
    headers = {"Content-Type": notice.media_type}
    try:
        async with session.post(
            notice.url,
            data=notice.body,
            headers=headers,
            ssl=False,
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=notice.patience),
        ) as answer:
            await answer.read()
            return answer.status
    except (aiohttp.ClientError, TimeoutError, ValueError) as problem:
        _LOG.warning("a notice to %s failed: %s", notice.url, problem)
        return 0


def is_loopback(url: str) -> bool:
    """Tell whether ``url`` names this machine by a loopback address or ``localhost``."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
