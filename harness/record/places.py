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
    re.IGNORECASE,
)


def in_places(text: str, alias: Callable[[str], str]) -> str:
    """Return ``text`` with each secret replaced by its alias; the very same object when it holds none."""
    lower = text.lower()
    if "@" not in text and not any(word in lower for word in _WORDS):
        return text
    replaced = _PLACES.sub(lambda hit: _cut(hit, alias), text)
    return text if replaced == text else replaced


def _cut(hit: re.Match[str], alias: Callable[[str], str]) -> str:
    group = hit.lastgroup or ""
    start, end = (place - hit.start() for place in hit.span(group))
    return f"{hit[0][:start]}{alias(hit[group])}{hit[0][end:]}"
