"""The callback receiver: where targets send what they notify us of."""

from __future__ import annotations

from harness.door.core import DoorCore
from harness.door.problem import problem
from harness.door.wire import Received, to_headers
from harness.exchange import Headers, Request, Response

OWN = "/__harness__/"
"""Paths of the door's own, which are never forwarded."""
CALLBACK = OWN + "callback"


class Receiver:
    """Takes what is posted to ``/__harness__/callback/<token>`` and records it as an inbound exchange."""

    def __init__(self, core: DoorCore) -> None:
        self._core = core

    def take(self, received: Received, target: str) -> Response:
        """Record a notification and return the answer to it; 404 for any other path of the door's own."""
        token = target.partition("?")[0].removeprefix(CALLBACK + "/")
        if received.method != "POST" or not target.startswith(CALLBACK + "/") or not token:
            return problem(404, "Not Found", "the door has nothing here")
        if received.oversize:
            return problem(413, "Content Too Large", "the notification is too large to be recorded")
        answer = Response(204, Headers())
        request = Request(received.method, target, to_headers(received.fields), received.body)
        self._core.notice(request, answer, token)
        return answer
