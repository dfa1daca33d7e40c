"""Further headers of a submit: the user's part of the correlator, JCL symbols, notifications.

Each is documented (IBM topic: Submit a job) with limits; that breaking one is an error is documented
too, its numbers are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from harness.vendors.zosmf.emulator.correlator import USER_PART
from harness.vendors.zosmf.emulator.errors import BAD_HEADER
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release

_SYMBOL_HEADER = "x-ibm-jcl-symbol-"
_SYMBOL_NAME = re.compile(r"[A-Z$#@][A-Z0-9$#@]{0,7}")
_MOST_SYMBOLS = 128
_LONGEST_SYMBOL = 255
_LONGEST_OPTIONS = 4096
_EVENTS = frozenset({"ready", "active", "complete"})


def read_user_part(headers: Mapping[str, str]) -> str:
    """Return the user's part of the correlator, empty without the header."""
    value = headers.get("x-ibm-user-correlator")
    if value is not None and USER_PART.fullmatch(value) is None:
        raise BAD_HEADER.refuse(name="X-IBM-User-Correlator")
    return value or ""


def read_symbols(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the JCL symbols by name."""
    given = {name: value for name, value in headers.items() if name.startswith(_SYMBOL_HEADER)}
    symbols = {name[len(_SYMBOL_HEADER) :].upper(): value for name, value in given.items()}
    for name, value in symbols.items():
        if _SYMBOL_NAME.fullmatch(name) is None or len(value) > _LONGEST_SYMBOL:
            raise BAD_HEADER.refuse(name=f"X-IBM-JCL-Symbol-{name}")
    if len(symbols) > _MOST_SYMBOLS:
        raise BAD_HEADER.refuse(name="X-IBM-JCL-Symbol")
    return symbols


@dataclass(frozen=True, slots=True)
class Watch:
    """The address that is to be told of a job, and of which events (``ready``, ``active``, ``complete``)."""

    url: str
    events: frozenset[str] = frozenset({"complete"})


def read_notification(headers: Mapping[str, str], release: Release = DOCUMENTED) -> Watch | None:
    """Return who is to be told of what, None when nobody wants to know.

    Without options it is the end (IBM topic: Submit a job); the events came with APAR PH44152.
    """
    url = headers.get("x-ibm-notification-url")
    options = headers.get("x-ibm-notification-options")
    if url is None:
        return None
    if options is None or not release.notification_events:
        return Watch(url)
    return Watch(url, frozenset(_events(options)))


def _events(text: str) -> set[str]:
    try:
        document = orjson.loads(text) if len(text) <= _LONGEST_OPTIONS else None
        events = {each.lower() for each in document["events"]} if isinstance(document, dict) else set()
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        events = set()
    if not events or not events <= _EVENTS:
        raise BAD_HEADER.refuse(name="X-IBM-Notification-Options")
    return events
