"""Telling the record which strings are secret before any of them can be written."""

from __future__ import annotations

import base64

from harness.exchange import Headers
from harness.record import Redactor
from harness.target import Target

_REMEMBERED = 1024
"""Header values that are not looked at again: clients make them up, and memory is finite."""


def learn_configured(target: Target, redactor: Redactor) -> None:
    """Learn the passwords that ``target`` is logged in to with.

    Those of an embedded emulator are published defaults, and words such as a user's name besides.
    """
    if not target.embedded:
        for credentials in target.sessions.values():
            for secret in (credentials.password, *credentials.extra.values()):
                redactor.learn(secret)


class Clients:
    """Learns the passwords of clients that bring their own (RFC 7617)."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._seen: set[str] = set()

    def learn(self, headers: Headers) -> None:
        """Learn the password in ``headers``, if there is one."""
        authorization = headers.get("Authorization")
        if authorization is None or authorization in self._seen:
            return
        scheme, _, encoded = authorization.partition(" ")
        if scheme.lower() == "basic" and encoded:
            self._redactor.learn(encoded.strip())
            self._redactor.learn(_password(encoded))
        if len(self._seen) < _REMEMBERED:
            self._seen.add(authorization)


def _password(encoded: str) -> str:
    try:
        pair = base64.b64decode(encoded, validate=True)
    except ValueError:
        return ""
    return pair.partition(b":")[2].decode("utf-8", "replace")
