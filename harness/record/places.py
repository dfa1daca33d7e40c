"""Where secrets stand in a body, a target or a header value, told by the name beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORDS = ("passw", "passphrase", "pwd", "token", "secret", "sessionid", "apikey", "api_key")
_NAME = r"(?:passw|passphrase|pwd|token|secret|sessionid|api_?key)"
_PLACES = re.compile(
    # A JSON member: "newPwd": "…"
    rf'"[\w.-]*{_NAME}[\w.-]*"\s*:\s*"(?P<json>(?:[^"\\]|\\.)*)"'
    # A query or form field, or a JCL keyword: j_password=…&, PASSWORD=(old,new)
    rf"|[\w.-]*{_NAME}[\w.-]*=(?P<field>\([^()]*\)|[^&\s,;\"'<>()]+)"
    # An XML element: <ns:password>…</ns:password>
    rf"|<[\w.:-]*{_NAME}[\w.-]*(?:\s[^<>]*)?>(?P<xml>[^<>]+)<"
    # The user part of a URL: https://user:…@host
    r"|://[^/\s:@\"'<>]*:(?P<user>[^/\s@\"'<>]+)@",
    # Bodies come as ISO 8859-1, where a byte of a UTF-8 letter may look like a blank: ASCII blanks only.
    re.IGNORECASE | re.ASCII,
)


def may_hold(text: str) -> bool:
    """Tell, quickly and never wrongly with no, whether a secret may stand in ``text``."""
    if "@" in text:
        return True
    lower = text.lower()
    # A loop and not any(): this runs over every message, and a generator costs more than the search.
    for word in _WORDS:  # noqa: SIM110
        if word in lower:
            return True
    return False


def in_places(text: str, alias: Callable[[str], str]) -> str:
    """Return ``text`` with each secret replaced by its alias; the very same object when it holds none."""
    if not may_hold(text):
        return text
    replaced = _PLACES.sub(lambda hit: _cut(hit, alias), text)
    return text if replaced == text else replaced


def _cut(hit: re.Match[str], alias: Callable[[str], str]) -> str:
    group = hit.lastgroup or ""
    start, end = (place - hit.start() for place in hit.span(group))
    return f"{hit[0][:start]}{alias(hit[group])}{hit[0][end:]}"
