"""The door as a server: its life, its listeners, TLS on both sides, proxies on the way out."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest
import trustme

from harness.door import DoorOptions, DoorServer
from harness.errors import UsageError
from harness.exchange import Passage
from harness.ledger import EntryState, read_ledger
from harness.record import read_exchanges
from harness.target import Tls
from tests.door.client import RawClient
from tests.door.conftest import Build, Open
from tests.door.upstream import OK, Asked, Upstream, Wire, always

GET = "GET /orders HTTP/1.1\nHost: door"


def get(url: str, context: ssl.SSLContext | None = None) -> int:
    """Return the status of a GET at ``url``."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    connection = (
        http.client.HTTPSConnection(host, port, timeout=10, context=context)
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=10)
    )
    try:
        connection.request("GET", "/orders")
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_door_is_open_from_start_to_stop(build: Build, upstream: Upstream) -> None:
    """After ``start`` it serves, after ``stop`` nobody listens, and stopping twice does nothing."""
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    with pytest.raises(RuntimeError, match="not open"):
        _ = door.url
    door.start()
    url = door.url
    assert get(url) == 200
    door.stop()
    door.stop()
    with pytest.raises(ConnectionRefusedError):
        get(url)


def test_a_door_leaves_no_thread_and_no_connection(build: Build, upstream: Upstream) -> None:
    """Closing ends the door's thread, and callers that keep a connection see it closed."""
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    door.start()
    with RawClient(door.url) as client:
        client.ask(GET)
        door.stop()
        with pytest.raises((OSError, http.client.HTTPException)):
            client.ask(GET)
    assert not [thread for thread in threading.enumerate() if thread.name == "door-shop"]


def test_a_request_under_way_is_ended_before_the_door_closes(
    build: Build, upstream: Upstream, tmp_path: Path
) -> None:
    """What has been forwarded is awaited and recorded when the door is told to close."""
    arrived, go_on = Event(), Event()

    def script(_asked: Asked, wire: Wire) -> None:
        arrived.set()
        assert go_on.wait(10)
        wire.send(OK)

    upstream.script = script
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    door.start()
    with RawClient(door.url) as client:
        client.send(b"GET /orders HTTP/1.1\r\nHost: door\r\n\r\n")
        assert arrived.wait(10)
        stopping = threading.Thread(target=door.stop)
        stopping.start()
        go_on.set()
        stopping.join(10)
    assert [exchange.passage for exchange in read_exchanges(tmp_path / "run")] == [Passage.ANSWERED]


def test_a_request_that_does_not_end_is_recorded_when_the_door_closes(
    build: Build, upstream: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A door does not wait for ever, and what it gave up is in the record and uncertain in the ledger."""
    monkeypatch.setattr("harness.door.entrance._GRACE", 0.05)
    arrived = Event()
    upstream.script = lambda _asked, _wire: arrived.set()
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    door.start()
    with RawClient(door.url) as client:
        client.send(b"PUT /orders HTTP/1.1\r\nHost: door\r\nContent-Length: 8\r\n\r\ntag=RUN1")
        assert arrived.wait(10)
        door.stop()
    (exchange,) = read_exchanges(tmp_path / "run")
    assert (exchange.passage, exchange.error) == (Passage.BROKEN, "the door was closed meanwhile")
    assert [entry.state for entry in read_ledger(tmp_path / "run").left()] == [EntryState.UNCERTAIN]


def test_a_client_that_leaves_does_not_hide_what_its_request_did(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """When a client goes away, its request is seen through to the answer and recorded."""
    arrived, gone = Event(), Event()

    def script(_asked: Asked, wire: Wire) -> None:
        arrived.set()
        assert gone.wait(10)
        wire.send(b'HTTP/1.1 201 X\r\nContent-Length: 16\r\n\r\n{"order":"4711"}')

    upstream.script = script
    door = open_door(upstream.url)
    with RawClient(door.url) as client:
        client.send(b"PUT /orders HTTP/1.1\r\nHost: door\r\nContent-Length: 8\r\n\r\ntag=RUN1")
        assert arrived.wait(10)
    gone.set()
    door.stop()
    (exchange,) = read_exchanges(tmp_path / "run")
    assert exchange.passage is Passage.ANSWERED
    assert door.core.ledger.view.owns("4711")


def test_an_address_that_is_taken_is_wrong_usage(build: Build, upstream: Upstream) -> None:
    """A door that cannot listen says where, in the thread that opened it."""
    door = DoorServer(build(upstream.url), DoorOptions(ports=(upstream.port,), environment={}))
    with pytest.raises(UsageError, match=f"cannot listen at 127.0.0.1:{upstream.port}"):
        door.start()
    door.stop()


@pytest.mark.parametrize("address", ["ftp://shop", "shop:80", "http://"])
def test_an_upstream_that_is_no_address_is_wrong_usage(build: Build, address: str) -> None:
    """An upstream must be an http or https address."""
    door = DoorServer(build(address), DoorOptions(environment={}))
    with pytest.raises(UsageError, match="no http or https address"):
        door.start()


def test_each_upstream_has_its_listener(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """Requests go to the upstream that their listener stands for; addresses of all are rewritten."""
    with Upstream() as second:
        body = f'["{upstream.url}/a", "{second.url}/b"]'.encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        second.script = always(head % len(body) + body)
        urls = [second.url, upstream.url]
        door = open_door(upstream.url, second.url)
        with RawClient(door.urls[1]) as client:
            answer = client.ask(GET)
        assert get(door.urls[0]) == 200
    assert answer.body == f'["{door.urls[0]}/a", "{door.urls[1]}/b"]'.encode()
    assert [exchange.upstream for exchange in read_exchanges(tmp_path / "run")] == urls


def test_what_targets_post_to_us_is_recorded(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """The receiver's address may be handed to the target; nothing else below it answers."""
    door = open_door(upstream.url)
    path = urlsplit(door.callback_url("t1")).path
    hand_over = "PUT /orders HTTP/1.1\nHost: door\nX-Notify: {}"
    with RawClient(door.url) as client:
        assert client.ask(f"POST {path} HTTP/1.1\nHost: door", b'{"order":1}').status == 204
        assert client.ask(f"GET {path} HTTP/1.1\nHost: door").status == 404
        assert client.ask("POST /__harness__/callback/ HTTP/1.1\nHost: door").status == 404
        assert client.ask(hand_over.format(door.callback_url("t2")), b"tag=RUN1").status == 200
        assert client.ask(hand_over.format("http://elsewhere/t2"), b"tag=RUN1").status == 403
    inbound = next(iter(read_exchanges(tmp_path / "run")))
    assert (inbound.request.body, inbound.sender.case) == (b'{"order":1}', "t1")
    assert (door.counts.inbound, door.counts.received) == (1, 2)


def test_a_door_may_speak_tls(open_door: Open, upstream: Upstream) -> None:
    """A caller that trusts the door's authority is served over https, and cookies stay secure."""
    upstream.script = always(b"HTTP/1.1 200 OK\r\nSet-Cookie: T=1; Secure\r\nContent-Length: 0\r\n\r\n")
    door = open_door(upstream.url, options=DoorOptions(tls=True, environment={}))
    assert door.url.startswith("https://127.0.0.1:")
    assert get(door.url, ssl.create_default_context(cafile=str(door.ca_file))) == 200
    with pytest.raises(ssl.SSLCertVerificationError):
        get(door.url, ssl.create_default_context())


@pytest.fixture
def authority(tmp_path: Path) -> trustme.CA:
    """Return an authority whose certificate stands in ``ca.pem``, with a client's in ``client.pem``."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    client = made.issue_cert("client@example.com")
    client.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "client.pem"))
    return made


def server_tls(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """Return a server's context for ``names`` that asks clients for a certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names).configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_OPTIONAL
    return context


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Upstream]:
    """Return an upstream that speaks TLS."""
    with Upstream(tls=server_tls(authority, "127.0.0.1")) as server:
        yield server


def test_an_upstream_may_speak_tls_and_ask_who_we_are(
    open_door: Open, secure: Upstream, tmp_path: Path
) -> None:
    """The target's authority is trusted in place of the system's, and our certificate is shown."""
    pem = tmp_path / "client.pem"
    door = open_door(secure.url, tls=Tls(ca=tmp_path / "ca.pem", certificate=pem, key=pem))
    assert get(door.url) == 200
    (peer,) = secure.peers
    assert ("email", "client@example.com") in list(peer["subjectAltName"])  # type: ignore[call-overload]


def test_an_upstream_that_cannot_prove_itself_is_not_spoken_to(
    open_door: Open, secure: Upstream, tmp_path: Path
) -> None:
    """Without its authority, nothing is sent to a target, and the reason is in the record."""
    assert get(open_door(secure.url).url) == 502
    (exchange,) = read_exchanges(tmp_path / "run")
    assert (exchange.passage, exchange.sends) == (Passage.BROKEN, 0)
    assert "certificate" in (exchange.error or "").lower()
    assert secure.asked == []


@pytest.mark.parametrize("part", ["ca", "certificate"])
def test_tls_files_without_use_are_wrong_usage(build: Build, tmp_path: Path, part: str) -> None:
    """A file that holds no certificate is named when the door opens."""
    (tmp_path / "empty.pem").touch()
    door = DoorServer(
        build("https://shop", tls=Tls(**{part: tmp_path / "empty.pem"})), DoorOptions(environment={})
    )
    with pytest.raises(UsageError) as raised:
        door.start()
    assert raised.value.file == tmp_path / "empty.pem"


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
