"""The callback receiver."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from harness.record import read_exchanges
from tests.door.client import RawClient
from tests.door.conftest import Open
from tests.door.upstream import Upstream

GET = "GET /orders HTTP/1.1\nHost: door"


def test_what_targets_post_to_us_is_recorded(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """The receiver's address may be handed to the target; nothing else below it answers."""
    door = open_door(upstream.url)
    path = urlsplit(door.callback_url("t1")).path
    hand_over = "PUT /orders HTTP/1.1\nHost: door\nX-Notify: {}"
    with RawClient(door.url) as client:
        assert client.ask(f"POST {path} HTTP/1.1\nHost: door", b'{"order":1}').status == 200
        assert client.ask(f"GET {path} HTTP/1.1\nHost: door").status == 404
        assert client.ask("POST /__harness__/callback/ HTTP/1.1\nHost: door").status == 404
        assert client.ask(hand_over.format(door.callback_url("t2")), b"tag=RUN1").status == 200
        assert client.ask(hand_over.format("http://elsewhere/t2"), b"tag=RUN1").status == 403
    inbound = next(iter(read_exchanges(tmp_path / "run")))
    assert (inbound.request.body, inbound.sender.case) == (b'{"order":1}', "t1")
    assert (door.counts.inbound, door.counts.received) == (1, 2)


def test_an_address_may_ask_for_another_answer(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """A target that is refused shows how often it tries; the refusal is recorded with what was posted."""
    door = open_door(upstream.url)
    with RawClient(door.url) as client:
        for token, status in (("answer-503/t1", 503), ("answer-404/t1", 404), ("answer-99/t1", 200)):
            path = urlsplit(door.callback_url(token)).path
            assert client.ask(f"POST {path} HTTP/1.1\nHost: door", b"{}").status == status
    inbound = list(read_exchanges(tmp_path / "run"))
    assert [each.response.status for each in inbound if each.response] == [503, 404, 200]
    assert [each.sender.case for each in inbound] == ["t1", "t1", "answer-99/t1"]
