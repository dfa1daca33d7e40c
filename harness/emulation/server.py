"""Listeners of one or more emulators in one asyncio loop, and the certificates they show."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme

from harness.emulation.control import control_application
from harness.emulation.emulator import Emulator
from harness.emulation.notifier import notifying
from harness.emulation.settings import EmulatorSettings, ServerTls
from harness.emulation.transport import Listener
from harness.errors import UsageError

_BACKLOG = 1024
APART = 100
"""Ports between the listeners of one system, when the first was given one."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where everything listens."""

    urls: Mapping[str, str]
    """Base address of each vendor's first listener."""
    control: str
    """Base address of the control API, on the loopback interface only."""
    further: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Base addresses of the further listeners that a vendor's system has, by vendor and name."""


@asynccontextmanager
async def serve(emulators: Sequence[Emulator]) -> AsyncIterator[Served]:
    """Listen for ``emulators`` and for their control API until the context ends.

    Raises ``UsageError`` when an address cannot be listened on.
    """
    authorities = _Authorities()
    async with AsyncExitStack() as stack:
        addresses = {
            emulator.vendor: await _listen_all(emulator, authorities, stack) for emulator in emulators
        }
        control = await stack.enter_async_context(control_application(emulators))
        await stack.enter_async_context(notifying(emulators))
        urls = {vendor: named.pop("") for vendor, named in addresses.items()}
        yield Served(urls, control, addresses)


async def _listen_all(emulator: Emulator, authorities: _Authorities, stack: AsyncExitStack) -> dict[str, str]:
    """Open every listener of one system; return their addresses by name."""
    # All have their ports before any is served, since answers of one name the others.
    sockets = {
        name: stack.enter_context(_socket(emulator.settings, nth))
        for nth, name in enumerate(("", *emulator.listeners))
    }
    ports = {name: own.getsockname()[1] for name, own in sockets.items()}
    return {
        name: await stack.enter_async_context(_listening(emulator, authorities, own, name, ports))
        for name, own in sockets.items()
    }


@asynccontextmanager
async def _listening(
    emulator: Emulator, authorities: _Authorities, own: socket.socket, name: str, ports: Mapping[str, int]
) -> AsyncIterator[str]:
    settings = emulator.settings
    scheme = "https" if settings.tls else "http"
    listener = Listener(emulator, scheme, f"{settings.host}:{ports[name]}", name, ports)
    protocols = listener.server()
    context = authorities.context(settings.tls) if settings.tls else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocols, sock=own, ssl=context, backlog=_BACKLOG)
    try:
        yield f"{scheme}://{listener.own_address}"
    finally:
        server.close()
        protocols.pre_shutdown()
        await protocols.shutdown(timeout=1)


def _socket(settings: EmulatorSettings, nth: int) -> socket.socket:
    """Return a socket at the address of the system's nth listener."""
    host, port = settings.host, settings.port and settings.port + nth * APART
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as problem:
        raise UsageError(
            f"cannot listen on {host}:{port}: {problem.strerror}",
            mend="choose another port, or stop what uses this one",
        ) from None


class _Authorities:
    """One certificate authority for each file that is to hold its certificate."""

    def __init__(self) -> None:
        self._made: dict[Path, trustme.CA] = {}

    def context(self, tls: ServerTls) -> ssl.SSLContext:
        """Return a server context with a fresh certificate; write the authority's when it is new.

        Raises ``UsageError`` for a file of client authorities that cannot be used.
        """
        authority = self._made.get(tls.ca)
        if authority is None:
            authority = self._made[tls.ca] = trustme.CA()
            authority.cert_pem.write_to_path(str(tls.ca))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(*tls.names).configure_cert(context)
        if tls.client_ca is not None:
            _ask_clients(context, tls.client_ca)
        return context


def _ask_clients(context: ssl.SSLContext, client_ca: Path) -> None:
    try:
        context.load_verify_locations(client_ca)
    except (OSError, ssl.SSLError) as problem:
        mend = "name the authorities of client certificates, in PEM"
        raise UsageError("no certificates in this file", mend=mend, file=client_ca) from problem
    context.verify_mode = ssl.CERT_OPTIONAL
