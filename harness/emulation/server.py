"""Listeners of one or more emulators in one asyncio loop, and the certificates they show."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme
from aiohttp import web

from harness.emulation.control import control_application
from harness.emulation.emulator import Emulator
from harness.emulation.notifier import notifying
from harness.emulation.settings import EmulatorSettings, ServerTls
from harness.emulation.transport import Listener
from harness.errors import UsageError

_BACKLOG = 1024


@dataclass(frozen=True, slots=True)
class Served:
    """Where everything listens."""

    urls: Mapping[str, str]
    """Base address of each vendor's listener."""
    control: str
    """Base address of the control API, on the loopback interface only."""


@asynccontextmanager
async def serve(emulators: Sequence[Emulator]) -> AsyncIterator[Served]:
    """Listen for ``emulators`` and for their control API until the context ends.

    Raises ``UsageError`` when an address cannot be listened on.
    """
    authorities = _Authorities()
    async with AsyncExitStack() as stack:
        urls = {
            emulator.vendor: await stack.enter_async_context(_listening(emulator, authorities))
            for emulator in emulators
        }
        control = await stack.enter_async_context(control_application(emulators))
        await stack.enter_async_context(notifying(emulators))
        yield Served(urls, control)


@asynccontextmanager
async def _listening(emulator: Emulator, authorities: _Authorities) -> AsyncIterator[str]:
    settings = emulator.settings
    scheme = "https" if settings.tls else "http"
    listener = Listener(emulator, scheme)
    protocols = listener.server()
    server = await _bind(settings, protocols, authorities)
    port = server.sockets[0].getsockname()[1]
    listener.own_address = f"{settings.host}:{port}"
    try:
        yield f"{scheme}://{listener.own_address}"
    finally:
        server.close()
        protocols.pre_shutdown()
        await protocols.shutdown(timeout=1)


async def _bind(
    settings: EmulatorSettings, protocols: web.Server, authorities: _Authorities
) -> asyncio.Server:
    context = authorities.context(settings.tls) if settings.tls else None
    loop = asyncio.get_running_loop()
    try:
        return await loop.create_server(
            protocols,
            settings.host,
            settings.port,
            ssl=context,
            backlog=_BACKLOG,
        )
    except OSError as problem:
        raise UsageError(
            f"cannot listen on {settings.host}:{settings.port}: {problem.strerror}",
            mend="choose another port, or stop what uses this one",
        ) from None


class _Authorities:
    """One certificate authority for each file that is to hold its certificate."""

    def __init__(self) -> None:
        self._made: dict[Path, trustme.CA] = {}

    def context(self, tls: ServerTls) -> ssl.SSLContext:
        """Return a server context with a fresh certificate; write the authority's when it is new."""
        authority = self._made.get(tls.ca)
        if authority is None:
            authority = self._made[tls.ca] = trustme.CA()
            authority.cert_pem.write_to_path(str(tls.ca))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(*tls.names).configure_cert(context)
        return context
