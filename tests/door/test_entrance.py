"""The listeners of a door, and TLS on both sides of it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from harness.door import DoorOptions, DoorServer
from harness.errors import UsageError
from harness.exchange import Passage
from harness.record import read_exchanges
from harness.target import Tls
from tests.door.client import RawClient, get
from tests.door.conftest import Build, Open
from tests.door.upstream import Upstream, always, server_tls

GET = "GET /orders HTTP/1.1\nHost: door"


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Upstream]:
    """Return an upstream that speaks TLS."""
    with Upstream(tls=server_tls(authority, "127.0.0.1")) as server:
        yield server


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


def test_a_door_may_speak_tls(open_door: Open, upstream: Upstream) -> None:
    """A caller that trusts the door's authority is served over https, and cookies stay secure."""
    upstream.script = always(b"HTTP/1.1 200 OK\r\nSet-Cookie: T=1; Secure\r\nContent-Length: 0\r\n\r\n")
    door = open_door(upstream.url, options=DoorOptions(tls=True, environment={}))
    assert door.url.startswith("https://127.0.0.1:")
    assert get(door.url, ssl.create_default_context(cafile=str(door.ca_file))) == 200
    with pytest.raises(ssl.SSLCertVerificationError):
        get(door.url, ssl.create_default_context())


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
