"""The callback receiver: where targets send what they notify us of."""

from __future__ import annotations

import re

from harness.door.core import DoorCore
from harness.door.problem import problem
from harness.door.wire import Received, to_headers
from harness.exchange import Request, Response

OWN = "/__harness__/"
"""Paths of the door's own, which are never forwarded."""
CALLBACK = OWN + "callback"
_WISH = re.compile(r"answer-([2-5][0-9]{2})/(.+)")


class Receiver:
    """Takes what is posted to ``/__harness__/callback/<token>`` and records it as an inbound exchange.

    It answers 200, as some vendors count nothing else as taken. What comes to
    ``/__harness__/callback/answer-503/<token>`` is answered so instead: what a target does then tells, too.
    """

    def __init__(self, core: DoorCore) -> None:
        self._core = core

    def take(self, received: Received, target: str) -> Response:
        """Record a notification and return the answer to it; 404 for any other path of the door's own."""
        token = target.partition("?")[0].removeprefix(CALLBACK + "/")
        if received.method != "POST" or not target.startswith(CALLBACK + "/") or not token:
            return problem(404, "Not Found", "the door has nothing here")
        if received.oversize:
            return problem(413, "Content Too Large", "the notification is too large to be recorded")
        wish = _WISH.fullmatch(token)
        answer = Response(int(wish[1]) if wish else 200)
        request = Request(received.method, target, to_headers(received.fields), received.body)
        self._core.notice(request, answer, wish[2] if wish else token)
        return answer
