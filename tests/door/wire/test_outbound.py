"""One connection to an upstream: one request at a time, timed, and dropped when it is out of step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

import pytest

from harness.clock import VirtualClock
from harness.door.wire import AnswerHead, Broken, UpstreamConnection

T = TypeVar("T")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Line(asyncio.Transport):
    """A transport that keeps what is written, and what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.aborted = self.paused = False
        self.waiting = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Keep ``data``."""
        self.written += bytes(data)

    def get_write_buffer_size(self) -> int:
        """Tell how much was not sent yet."""
        return self.waiting

    def is_closing(self) -> bool:
        """Tell whether it was closed."""
        return self.aborted

    def abort(self) -> None:
        """Close."""
        self.aborted = True

    def pause_reading(self) -> None:
        """Stop."""
        self.paused = True

    def resume_reading(self) -> None:
        """Go on."""
        self.paused = False


class Scene:
    """A connection with its transport and its clock."""

    def __init__(self, timeout: float = 60.0) -> None:
        self.clock = VirtualClock()
        self.connection = UpstreamConnection(self.clock, timeout)
        self.line = Line()
        self.connection.connection_made(self.line)

    def asking(self, method: str = "GET") -> asyncio.Task[AnswerHead]:
        """Ask, and return the task that waits for the head."""
        return asyncio.get_running_loop().create_task(self.connection.ask(method, b"head", b"body"))

    async def later(self, *received: bytes) -> None:
        """Let a second pass before each part that is received."""
        for part in received:
            await asyncio.sleep(0)
            self.clock.advance(1)
            self.connection.data_received(part)


async def whole(asked: asyncio.Task[AnswerHead], connection: UpstreamConnection) -> None:
    """Read an answer to its end."""
    await asked
    while not (await connection.read())[1]:
        pass


def play(act: Callable[[], Coroutine[None, None, T]]) -> T:
    """Run ``act`` on a loop."""
    return asyncio.run(act())


def test_a_request_is_written_at_once_and_its_answer_timed() -> None:
    """Begun before the first byte is written, ended when the last byte of the answer is in."""

    async def act() -> tuple[bytes, list[tuple[bytes, bool]], int, int]:
        scene = Scene()
        asked = scene.asking()
        await scene.later(OK[:-2], OK[-2:-1], OK[-1:])
        await asked
        parts = [await scene.connection.read()]
        return scene.line.written, parts, scene.connection.begun_ns, scene.connection.ended_ns

    assert play(act) == (b"headbody", [(b"ok", True)], 0, 3 * 10**9)


def test_a_connection_may_be_used_again_after_a_whole_answer_only() -> None:
    """While an answer is under way it is not usable; settled, it is."""

    async def act() -> list[bool]:
        scene = Scene()
        usable = [scene.connection.usable]
        asked = scene.asking()
        await scene.later(OK)
        await asked
        await scene.connection.read()
        usable.append(scene.connection.usable)
        scene.connection.settle()
        usable.append(scene.connection.usable)
        scene.line.waiting = 1
        usable.append(scene.connection.usable)
        return usable

    assert play(act) == [True, False, True, False]


def test_what_was_not_asked_for_drops_the_connection() -> None:
    """Bytes on an idle connection are nobody's answer."""

    async def act() -> tuple[bool, bool]:
        scene = Scene()
        scene.connection.data_received(OK)
        return scene.connection.usable, scene.line.aborted

    assert play(act) == (False, True)


@pytest.mark.parametrize(
    ("received", "lost", "why", "answered"),
    [
        ((), None, "the target closed the connection", False),
        ((OK[:-1],), None, "the target closed the connection", True),
        ((), ConnectionResetError(104, "Connection reset by peer"), "Connection reset by peer", False),
        ((b"SMTP ready\r\n",), None, "the answer is not HTTP", False),
    ],
)
def test_an_answer_that_breaks_says_how(
    received: tuple[bytes, ...], lost: Exception | None, why: str, *, answered: bool
) -> None:
    """Closed, reset or not HTTP, before or after the head: the words and the time are kept."""

    async def act() -> tuple[Broken, int]:
        scene = Scene()
        asked = scene.asking()
        await scene.later(*received)
        scene.clock.advance(1)
        scene.connection.connection_lost(lost)
        with pytest.raises(Broken) as broken:
            await whole(asked, scene.connection)
        return broken.value, scene.connection.ended_ns

    broken, ended_ns = play(act)
    assert why in str(broken)
    assert broken.answered is answered
    assert ended_ns > 0


def test_a_body_that_the_end_delimits_is_whole() -> None:
    """Without a length, the end of the connection ends the body, and the connection."""

    async def act() -> tuple[bytes, bool, bool]:
        scene = Scene()
        asked = scene.asking()
        await scene.later(b"HTTP/1.1 200 OK\r\n\r\n", b"all of it")
        scene.connection.connection_lost(None)
        await asked
        data, complete = await scene.connection.read()
        return data, complete, scene.connection.settle()

    assert play(act) == (b"all of it", True, False)


def test_a_reader_that_does_not_keep_up_stops_the_target() -> None:
    """Above a mark the connection is read no further, until what waits was taken."""

    async def act() -> tuple[bool, int, bool]:
        scene = Scene()
        asked = scene.asking()
        await scene.later(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n" + b"x" * 300_000)
        await asked
        paused = scene.line.paused
        data, _ = await scene.connection.read()
        return paused, len(data), scene.line.paused

    assert play(act) == (True, 300_000, False)


def test_silence_is_not_waited_for_without_end() -> None:
    """An answer that does not come in time is broken."""

    async def act() -> str:
        scene = Scene(timeout=0.01)
        with pytest.raises(Broken) as broken:
            await scene.asking()
        return str(broken.value)

    assert play(act) == "no answer within 0.01 s"


def test_giving_up_drops_the_connection() -> None:
    """When nobody waits for an answer any more, its connection is of no use."""

    async def act() -> bool:
        scene = Scene()
        asked = scene.asking()
        await asyncio.sleep(0)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        return scene.line.aborted

    assert play(act)
