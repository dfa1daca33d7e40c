"""Sessions, pace and concurrency on the way through the door."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from harness.exchange import Response
from harness.target import Budgets, Mode
from tests.door.client import RawClient
from tests.door.conftest import Open
from tests.door.passage import recorded
from tests.door.upstream import OK, Asked, Upstream, Wire, always

LIST = "GET /orders HTTP/1.1\nHost: door\nX-Harness-Session: {}"


class Till:
    """A script for a shop that gives tokens, and takes those that it has not withdrawn."""

    def __init__(self) -> None:
        self.logins = 0
        self.valid: set[str] = set()

    def __call__(self, asked: Asked, wire: Wire) -> None:
        method, target, _ = asked.first_line.decode().split(" ")
        carried = (asked.field("Authorization") or b"").decode()
        if target == "/login" and method == "POST":
            self.logins += 1
            token = f"token-number-{self.logins}"
            self.valid.add(token)
            self._answer(wire, 200, {"token": token}, f"Set-Cookie: T={token}; Path=/\r\n")
        elif target == "/login":
            self.valid.discard(carried.removeprefix("Bearer "))
            self._answer(wire, 204, None)
        elif carried.removeprefix("Bearer ") in self.valid:
            self._answer(wire, 200, {"you": carried})
        else:
            self._answer(wire, 401, {"you": carried})

    def _answer(self, wire: Wire, status: int, document: object, extra: str = "") -> None:
        body = b"" if document is None else json.dumps(document).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{extra}"
        wire.send(head.encode() + b"Content-Length: %d\r\n\r\n%b" % (len(body), body))


def ask(url: str, session: str) -> Response:
    """Ask for the list of orders in the name of ``session``."""
    with RawClient(url) as client:
        return client.ask(LIST.format(session))


def everything_written(tmp_path: Path) -> bytes:
    """Return all bytes of the run folder."""
    return b"".join(file.read_bytes() for file in (tmp_path / "run").rglob("*") if file.is_file())


def test_a_session_logs_in_when_it_is_first_needed(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """The door logs in by itself, once; the login is an exchange of the sender ``session``."""
    till = upstream.script = Till()
    door = open_door(upstream.url, mode=Mode.OWNED)
    statuses = [ask(door.url, session).status for session in ("primary", "primary", "other", "none")]
    assert statuses == [200, 200, 200, 401]
    assert till.logins == 2
    senders = [(exchange.sender.kind, exchange.sender.case) for exchange in recorded(tmp_path)]
    assert senders[0] == ("session", "primary")
    assert [exchange.session for exchange in recorded(tmp_path)] == [
        None,
        "primary",
        "primary",
        None,
        "other",
        "none",
    ]
    assert door.counts.received == door.counts.forwarded == len(upstream.asked) == 6


def test_our_own_traffic_is_led_to_the_upstream_that_serves_it(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """It knows one address of the door, and the session is made where logins are served."""
    with Upstream(Till()) as counter:
        upstream.script = always(OK)
        door = open_door(counter.url, upstream.url)
        with RawClient(door.urls[1]) as client:
            stock = client.ask("GET /stock HTTP/1.1\nHost: door\nX-Harness-Session: primary")
        with RawClient(door.url) as client:
            again = client.ask("GET /stock HTTP/1.1\nHost: door\nX-Harness-Session: primary")
            foreign = client.ask("GET /stock HTTP/1.1\nHost: door")
        assert (stock.body, again.body, foreign.status) == (b"ok", b"ok", 401)
        assert [asked.first_line for asked in counter.asked] == [
            b"POST /login HTTP/1.1",
            b"GET /stock HTTP/1.1",
        ]
        assert [asked.field("Authorization") for asked in upstream.asked] == [b"Bearer token-number-1"] * 2
        tried = [exchange.upstream for exchange in recorded(tmp_path)]
        assert tried == [counter.url, upstream.url, upstream.url, counter.url]


def test_many_callers_share_one_login(open_door: Open, upstream: Upstream) -> None:
    """Callers that need a session at the same time wait for one login."""
    till = upstream.script = Till()
    door = open_door(upstream.url)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _number: ask(door.url, "primary"), range(24)))
    assert {answer.status for answer in answers} == {200}
    assert till.logins == 1


def test_no_token_reaches_our_own_traffic_or_the_disk(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """Tokens and passwords stay in the door: answers to our own traffic and files hold aliases."""
    upstream.script = Till()
    door = open_door(upstream.url)
    answer = ask(door.url, "primary")
    with RawClient(door.url) as client:
        login = client.ask("POST /login HTTP/1.1\nHost: door\nX-Harness-Session: primary")
    assert json.loads(answer.body)["you"].startswith("Bearer redacted:")
    assert (login.headers.get("Set-Cookie") or "").startswith("T=redacted:")
    written = everything_written(tmp_path)
    basic = base64.b64encode(b"primary:primary-secret")
    for secret in (b"token-number", b"primary-secret", basic):
        assert secret not in written
        assert secret not in answer.body + login.body
    assert upstream.asked[1].field("Authorization") == b"Bearer token-number-1"


def test_a_client_under_test_keeps_its_own_credentials(open_door: Open, upstream: Upstream) -> None:
    """Without a session's name, what a client sends and is sent passes as it is."""
    upstream.script = Till()
    with RawClient(open_door(upstream.url).url) as client:
        login = client.ask("POST /login HTTP/1.1\nHost: door\nAuthorization: Basic eDp5")
        token = json.loads(login.body)["token"]
        answer = client.ask(f"GET /orders HTTP/1.1\nHost: door\nAuthorization: Bearer {token}")
    assert token == "token-number-1"
    assert json.loads(answer.body) == {"you": "Bearer token-number-1"}


def test_a_session_that_ran_out_is_made_anew_once(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """The request goes out again under a new token; both exchanges stand in the record."""
    till = upstream.script = Till()
    door = open_door(upstream.url)
    ask(door.url, "primary")
    till.valid.clear()
    assert ask(door.url, "primary").status == 200
    assert till.logins == 2
    answered = [exchange.response.status for exchange in recorded(tmp_path) if exchange.response]
    assert answered == [200, 200, 401, 200, 200]
    counts = door.counts
    assert counts.received == counts.forwarded == len(upstream.asked)


def test_broken_sessions_stay_broken(open_door: Open, upstream: Upstream) -> None:
    """``expired`` and ``logged-out`` are refused by the target each time, and nobody mends them."""
    till = upstream.script = Till()
    door = open_door(upstream.url)
    assert [ask(door.url, session).status for session in ("expired", "logged-out") * 2] == [401] * 4
    assert till.logins == 2


def test_a_session_that_cannot_be_had_is_a_block(open_door: Open, upstream: Upstream) -> None:
    """A session nobody configured, or a login that is refused, keeps the request here and says why."""
    upstream.script = Till()
    door = open_door(upstream.url)
    unknown = ask(door.url, "third")
    upstream.script = lambda _asked, wire: wire.send(b"HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n")
    refused = ask(door.url, "primary")
    assert [answer.status for answer in (unknown, refused)] == [403, 403]
    assert (
        unknown.headers.get("X-Harness-Blocked")
        == refused.headers.get("X-Harness-Blocked")
        == "session.login"
    )
    assert "known sessions: primary, other" in unknown.body.decode()
    assert "the bakery is closed" in refused.body.decode()
    counts = door.counts
    assert (counts.received, counts.forwarded, counts.blocked) == (3, 1, 2)


def test_nobody_may_claim_to_be_the_doors_own_sender(open_door: Open, upstream: Upstream) -> None:
    """A generated login does not pass by calling itself one of the door's."""
    upstream.script = Till()
    door = open_door(upstream.url, mode=Mode.OWNED)
    with RawClient(door.url) as client:
        answer = client.ask("POST /login HTTP/1.1\nHost: door\nX-Harness-Sender: session/primary")
    assert answer.headers.get("X-Harness-Blocked") == "guard.session"


def hold(entered: Callable[[int], None]) -> Callable[[Asked, Wire], None]:
    """Return a script that tells how many requests it holds at the same time."""
    lock, inside = threading.Lock(), [0]

    def script(_asked: Asked, wire: Wire) -> None:
        with lock:
            inside[0] += 1
            entered(inside[0])
        threading.Event().wait(0.01)
        with lock:
            inside[0] -= 1
        wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    return script


def test_no_more_requests_are_under_way_than_the_budget_allows(open_door: Open, upstream: Upstream) -> None:
    """Above the budget requests wait for their turn; none is turned away."""
    seen: list[int] = []
    upstream.script = hold(seen.append)
    door = open_door(upstream.url, budgets=Budgets(concurrency=2))
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _number: ask(door.url, "none"), range(18)))
    assert {answer.status for answer in answers} == {200}
    assert max(seen) == 2


def test_requests_keep_the_pace_of_the_budget(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """Requests leave no closer together than the rate says."""
    door = open_door(upstream.url, budgets=Budgets(rate=50))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _number: ask(door.url, "none"), range(6)))
    begun = sorted(exchange.begun_ns for exchange in recorded(tmp_path))
    assert begun[-1] - begun[0] >= 4 / 50 * 1e9


def test_an_answer_is_recorded_before_it_is_whole_at_the_caller(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """Whoever has the last byte of an answer finds the exchange in the record, also of a stream."""

    def script(_asked: Asked, wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        wire.send(b"0\r\n\r\n")

    with RawClient(open_door(upstream.url).url) as client:
        for number in range(1, 21):
            upstream.script = script if number % 2 else always(OK)
            id_ = client.ask("GET /orders HTTP/1.1\nHost: door").headers.get("X-Harness-Exchange")
            exchanges = recorded(tmp_path)
            assert len(exchanges) == number
            assert exchanges[-1].id == id_
