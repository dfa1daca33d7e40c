"""Which proxy leads to a target, and the way through it."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest
import trustme

from harness.door import DoorOptions
from harness.door.wire import proxy_authorization, proxy_for
from harness.errors import UsageError
from harness.record import read_exchanges
from harness.target import Tls
from tests.door.client import RawClient, get
from tests.door.conftest import Open
from tests.door.upstream import Upstream, server_tls

GET = "GET /orders HTTP/1.1\nHost: door"


@pytest.mark.parametrize(
    ("scheme", "host", "environment", "proxy"),
    [
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128"}, "p:3128"),
        ("https", "zos.example", {"https_proxy": "p:3128"}, "p:3128"),
        ("https", "zos.example", {"ALL_PROXY": "http://p:3128"}, "p:3128"),
        ("http", "zos.example", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("http", "zos.example", {"HTTP_PROXY": "http://p:3128"}, "p:3128"),
        ("https", "zos.example", {"HTTPS_PROXY": ""}, None),
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128", "NO_PROXY": "other, .example"}, None),
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128", "NO_PROXY": "*"}, None),
        ("https", "zos.example", {"HTTPS_PROXY": "http://p:3128", "NO_PROXY": "ample"}, "p:3128"),
        ("https", "localhost", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("https", "127.1.2.3", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("https", "::1", {"HTTPS_PROXY": "http://p:3128"}, None),
        ("https", "zos.example", {}, None),
    ],
)
def test_the_environment_names_the_proxy(
    scheme: str, host: str, environment: dict[str, str], proxy: str | None
) -> None:
    """By scheme, in either case, unless the host is excepted or on this machine."""
    found = proxy_for(scheme, host, environment)
    assert (None if found is None else found.netloc) == proxy


@pytest.mark.parametrize("named", ["https://p:3128", "socks5://p:1080", "http://"])
def test_a_proxy_of_another_kind_is_wrong_usage(named: str) -> None:
    """What cannot be spoken to is said at once, and not taken for no proxy."""
    with pytest.raises(UsageError, match="HTTPS_PROXY names no http proxy"):
        proxy_for("https", "zos.example", {"HTTPS_PROXY": named})


def test_a_proxys_credentials_come_from_its_address() -> None:
    """User and password may be escaped there."""
    proxy = proxy_for("https", "zos.example", {"HTTPS_PROXY": "http://u%40x:p%3A@p:3128"})
    assert proxy is not None
    assert proxy_authorization(proxy) == b"Basic dUB4OnA6"


class Proxy:
    """A forward proxy that leads every tunnel to one server, whatever name is asked for."""

    def __init__(self, leads_to: int, refuses: bytes | None = None) -> None:
        self.asked: list[bytes] = []
        self._leads_to = leads_to
        self._refuses = refuses
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = []
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._sockets:
            one.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            head = near.recv(65536)
            self.asked.append(head)
            self._sockets.append(near)
            if self._refuses is not None:
                near.sendall(self._refuses)
                continue
            far = socket.create_connection(("127.0.0.1", self._leads_to))
            self._sockets.append(far)
            if head.startswith(b"CONNECT"):
                near.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            else:
                far.sendall(head)
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        return


def through(proxy: Proxy, user: str = "") -> DoorOptions:
    """Return options of a door that has to go by ``proxy``."""
    named = f"http://{user}127.0.0.1:{proxy.port}"
    return DoorOptions(environment={"HTTPS_PROXY": named, "http_proxy": named})


def test_a_target_behind_a_proxy_is_reached_by_a_tunnel(
    open_door: Open, authority: trustme.CA, tmp_path: Path
) -> None:
    """HTTPS_PROXY leads to a target by CONNECT; TLS is spoken with the target, not with the proxy."""
    with Upstream(tls=server_tls(authority, "zos.example")) as server:
        proxy = Proxy(server.port)
        options = through(proxy, "u%40x:p@")
        door = open_door("https://zos.example:8443", tls=Tls(ca=tmp_path / "ca.pem"), options=options)
        assert [get(door.url), get(door.url)] == [200, 200]
        proxy.close()
    expected = b"CONNECT zos.example:8443 HTTP/1.1\r\nHost: zos.example:8443\r\n"
    assert proxy.asked == [expected + b"Proxy-Authorization: Basic dUB4OnA=\r\n\r\n"]
    assert server.asked[0].field("Host") == b"zos.example:8443"
    assert server.asked[0].field("Proxy-Authorization") is None


def test_a_plain_target_behind_a_proxy_is_named_in_full(open_door: Open, upstream: Upstream) -> None:
    """For plain HTTP the proxy reads the request, whose target then names the host."""
    proxy = Proxy(upstream.port)
    door = open_door("http://shop.example/base", options=through(proxy))
    with RawClient(door.url) as client:
        assert client.ask("GET /a#b?c HTTP/1.1\nHost: door").status == 200
    proxy.close()
    assert upstream.asked[0].first_line == b"GET http://shop.example/base/a#b?c HTTP/1.1"


def test_a_proxy_that_refuses_is_told(open_door: Open, tmp_path: Path) -> None:
    """When the proxy makes no tunnel, nothing was sent, and its words are in the record."""
    proxy = Proxy(0, refuses=b"HTTP/1.1 407 Who are you\r\n\r\n")
    assert get(open_door("https://zos.example", options=through(proxy)).url) == 502
    proxy.close()
    (exchange,) = read_exchanges(tmp_path / "run")
    assert exchange.sends == 0
    assert "407 Who are you" in (exchange.error or "")


def test_a_target_on_this_machine_needs_no_proxy(open_door: Open, upstream: Upstream) -> None:
    """The environment's proxy is not asked for a way to the loopback."""
    proxy = Proxy(0)
    assert get(open_door(upstream.url, options=through(proxy)).url) == 200
    proxy.close()
    assert proxy.asked == []
