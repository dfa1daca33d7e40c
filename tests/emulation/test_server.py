from __future__ import annotations

import asyncio
import http.client
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from harness.emulation import EmulatorSettings, ServerTls
from harness.emulation.server import APART, serve
from harness.errors import UsageError
from tests.emulation.conftest import Running
from tests.emulation.echo import echo_emulator, greeting_emulator, spread_emulator


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


def _greeted(running: Running, ca: Path, certificate: trustme.LeafCert | None) -> str:
    """Return what a caller is told who shows this certificate."""
    context = ssl.create_default_context(cafile=str(ca))
    if certificate is not None:
        certificate.configure_cert(context)
    connection = http.client.HTTPSConnection(*running.address, context=context)
    connection.request("GET", "/")
    try:
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def test_a_caller_may_show_a_certificate(start: Callable[..., Running], ca: Path) -> None:
    """The application is told whom it names; who shows none is served, and a stranger's is not accepted."""
    clients, strangers = trustme.CA(), trustme.CA()
    clients.cert_pem.write_to_path(str(ca.with_name("clients.pem")))
    tls = ServerTls(ca, client_ca=ca.with_name("clients.pem"))
    running = start(EmulatorSettings(tls=tls), greeting_emulator)
    known = clients.issue_cert("ann@shop.example", common_name="ANN", organization_name="Shop")
    assert "('organizationName', 'Shop')" in (told := _greeted(running, ca, known))
    assert "('commonName', 'ANN')" in told
    assert _greeted(running, ca, None) == "()"
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _greeted(running, ca, strangers.issue_cert("eve@shop.example", common_name="ANN"))


def test_client_authorities_are_read_at_the_start(ca: Path) -> None:
    """A file that holds none is named, and nothing is served."""
    ca.with_name("clients.pem").touch()
    tls = ServerTls(ca, client_ca=ca.with_name("clients.pem"))
    with pytest.raises(UsageError, match="no certificates"):
        asyncio.run(_serve(EmulatorSettings(tls=tls)))


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
