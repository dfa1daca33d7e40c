from __future__ import annotations

import asyncio
import http.client
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from harness.emulation import EmulatorSettings, ServerTls
from harness.emulation.server import APART, serve
from harness.errors import UsageError
from tests.emulation.conftest import Running
from tests.emulation.echo import echo_emulator, spread_emulator


def test_tls_is_served_under_the_written_authority(
    start: Callable[[EmulatorSettings], Running], ca: Path
) -> None:
    """Whoever trusts the written certificate authority may connect, and nobody else."""
    running = start(EmulatorSettings(tls=ServerTls(ca)))
    assert running.url.startswith("https://127.0.0.1:")
    host, port = running.address
    trusting = http.client.HTTPSConnection(host, port, context=ssl.create_default_context(cafile=str(ca)))
    trusting.request("GET", "/a")
    assert trusting.getresponse().read().decode() == f"{running.url} GET /a "
    trusting.close()
    doubting = http.client.HTTPSConnection(host, port, context=ssl.create_default_context())
    with pytest.raises(ssl.SSLCertVerificationError):
        doubting.request("GET", "/a")
    doubting.close()


async def _serve(settings: EmulatorSettings) -> None:
    async with serve([echo_emulator(settings)]):
        raise AssertionError


def test_a_taken_port_is_a_usage_error() -> None:
    """An address that cannot be listened on is named, with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1:{port}.*another port"):
            asyncio.run(_serve(EmulatorSettings(port=port)))


def test_the_control_listener_is_on_loopback(running: Running) -> None:
    """The control API has a port of its own, on the loopback interface."""
    assert running.served.control.startswith("http://127.0.0.1:")
    assert running.served.control != running.url


def _get(url: str, host: str) -> str:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    connection.request("GET", "/", headers={"Host": host})
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def test_a_system_may_listen_at_several_addresses(start: Callable[..., Running]) -> None:
    """Each request knows where it came to, and where its caller reaches the others."""
    running = start(EmulatorSettings(), spread_emulator)
    pod = running.served.further["echo"]["pod"]
    port = urlsplit(pod).port
    assert _get(running.url, "mvs.test:4430") == (
        f"first at http://mvs.test:4430, pod at http://mvs.test:{port}"
    )
    assert _get(pod, f"localhost:{port}") == f"pod at http://localhost:{port}, pod at http://localhost:{port}"


def test_further_listeners_stand_a_hundred_ports_apart(start: Callable[..., Running]) -> None:
    """So the ports of several vendors in a row do not meet."""
    with socket.create_server(("127.0.0.1", 0)) as free, socket.create_server(("127.0.0.1", 0)):
        port = free.getsockname()[1]
    running = start(EmulatorSettings(port=port), spread_emulator)
    assert running.url == f"http://127.0.0.1:{port}"
    assert running.served.further == {"echo": {"pod": f"http://127.0.0.1:{port + APART}"}}
