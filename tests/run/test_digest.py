from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import Direction, Exchange, Headers, Passage, Request
from harness.run.digest import requests_digest

REQUEST = Request("PUT", "/jobs", Headers.of(Host="127.0.0.1:1", Accept="*/*"), b"//A JOB")
EXCHANGE = Exchange("x1", "zosmf", REQUEST, None, Passage.BROKEN, 1, 2, "2026-01-05T08:00:00Z")


def digest(**changed: object) -> str:
    """Return the digest of one exchange whose request has these parts changed."""
    return requests_digest([replace(EXCHANGE, request=replace(REQUEST, **changed))])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [{"method": "POST"}, {"target": "/jobs?"}, {"body": b"//B JOB"}, {"headers": Headers.of(Accept="a/b")}],
)
def test_whatever_is_sent_counts(changed: dict[str, object]) -> None:
    """Another method, target, header or body is another digest."""
    assert digest(**changed) != digest()


def test_addresses_and_times_do_not_count() -> None:
    """The port of a door and the clock are not what was sent."""
    elsewhere = digest(headers=Headers.of(Host="127.0.0.1:2", Accept="*/*"))
    later = requests_digest([replace(EXCHANGE, id="x9", begun_ns=7, wall="2027-01-01T00:00:00Z")])
    assert digest() == elsewhere == later


def test_the_port_of_our_receiver_does_not_count() -> None:
    """A request may hand over the address of our receiver; where it leads to there does count."""
    to, port = "http://127.0.0.1:{}/__harness__/callback/{}", 50_000
    body = [to.format(port + number, token).encode() for number, token in enumerate("aab")]
    assert digest(body=body[0]) == digest(body=body[1]) != digest(body=body[2])
    said = [Headers.of(X_Notify=to.format(port + number, "a")) for number in range(2)]
    assert digest(headers=said[0]) == digest(headers=said[1])


def test_order_counts() -> None:
    """The same requests in another order are another run."""
    other = replace(EXCHANGE, request=replace(REQUEST, method="GET"))
    assert requests_digest([EXCHANGE, other]) != requests_digest([other, EXCHANGE])


def test_what_targets_send_does_not_count() -> None:
    """A notification is not ours."""
    inbound = replace(EXCHANGE, direction=Direction.INBOUND)
    assert requests_digest([EXCHANGE, inbound]) == requests_digest([EXCHANGE])
