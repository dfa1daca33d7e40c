"""Telling the record which strings are secret before any of them can be written."""

from __future__ import annotations

import base64
import binascii

from harness.exchange import Headers
from harness.record import Redactor
from harness.target import Target


def learn_configured(target: Target, redactor: Redactor) -> None:
    """Learn the passwords that ``target`` is logged in to with.

    Those of an embedded emulator are published defaults, and words such as a user's name besides.
    """
    if not target.embedded:
        for credentials in target.sessions.values():
            for secret in (credentials.password, *credentials.extra.values()):
                redactor.learn(secret)


def learn_basic(headers: Headers, redactor: Redactor) -> None:
    """Learn the password of a client that brings its own (RFC 7617)."""
    scheme, _, encoded = (headers.get("Authorization") or "").partition(" ")
    if scheme.lower() != "basic" or not encoded:
        return
    redactor.learn(encoded.strip())
    try:
        pair = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        return
    redactor.learn(pair.partition(b":")[2].decode("utf-8", "replace"))
