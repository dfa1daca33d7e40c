"""What is secret is learned before it can be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.door import Span
from harness.door.secrecy import Clients, learn_configured
from harness.exchange import Headers
from harness.record import Redactor
from harness.target import Credentials, Mode, Target
from tests.bakery import answer, request
from tests.door.conftest import Build
from tests.door.passage import admitted

SPAN = Span(10, 20)
SUBMIT = request("PUT", "/orders", b"tag=RUN1")


def test_a_clients_own_password_is_never_written(build: Build, tmp_path: Path) -> None:
    """A password that a client sends by Basic is cut even where the target echoes it."""
    core = build()
    basic = request("GET", "/orders", Authorization="Basic YW5uYTpzd29yZGZpc2g=")
    core.complete(admitted(core, basic), answer(200, {"note": "swordfish is wrong"}), SPAN)
    written = (tmp_path / "run" / "exchanges.ndjson").read_bytes()
    assert b"swordfish" not in written
    assert b"YW5uYTpzd29yZGZpc2g=" not in written


@pytest.mark.parametrize(
    ("authorization", "known"),
    [
        ("Basic YW5uYTpzd29yZGZpc2g=", {"swordfish", "YW5uYTpzd29yZGZpc2g="}),
        ("basic YW5uYTpzd29yZGZpc2g=", {"swordfish"}),
        ("Basic YW5uYTpzd29y:ZGZpc2g=", {"YW5uYTpzd29y:ZGZpc2g="}),
        ("Bearer abcdefghijkl", set()),
        ("Basic", set()),
    ],
)
def test_a_basic_header_tells_its_password(authorization: str, known: set[str]) -> None:
    """Password and encoded pair are learned; what is no Basic header teaches nothing."""
    redactor = Redactor()
    clients = Clients(redactor)
    for _ in range(2):
        clients.learn(Headers.of(Authorization=authorization))
    text = "swordfish YW5uYTpzd29yZGZpc2g= YW5uYTpzd29y:ZGZpc2g= abcdefghijkl"
    clean = redactor.text(text)
    assert {word for word in text.split() if word not in clean} >= known
    assert ("redacted:" in clean) is bool(known)


@pytest.mark.parametrize("embedded", [True, False])
def test_published_passwords_are_no_secrets(*, embedded: bool) -> None:
    """An embedded emulator's password may be a user's name: cutting it would cut what is to be judged."""
    users = {"primary": Credentials("jasperadmin", "jasperadmin", {"pin": "314159"})}
    target = Target("t", "v", ("http://shop",), Mode.OWNED, embedded=embedded, sessions=users)
    redactor = Redactor()
    learn_configured(target, redactor)
    assert ("jasperadmin" in redactor.text("/users/jasperadmin 314159")) is embedded
    assert ("314159" in redactor.text("/users/jasperadmin 314159")) is embedded
