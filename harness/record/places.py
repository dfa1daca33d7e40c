"""Where secrets stand in a body, a target or a header value, told by the name beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_WORDS = ("passw", "passphrase", "pwd", "token", "secret", "sessionid", "apikey", "api_key", "assertion")
_NAME = r"(?:passw|passphrase|pwd|token|secret|sessionid|api_?key|assertion)"
# Bodies come as ISO 8859-1, where a byte of a UTF-8 letter may look like a blank: ASCII blanks only.
_FLAGS = re.IGNORECASE | re.ASCII
_HINT = re.compile(_NAME, _FLAGS)
_TOLD = re.compile(
    rf"{_NAME}[\w.-]{{0,64}}(?:"
    # A JSON member: "newPwd": "…"
    r'"\s*:\s*"(?P<json>(?:[^"\\]|\\.)*)"'
    # An XML attribute: password = "…"
    r"|\s*=\s*(?:\"(?P<attribute>[^\"<]+)\"|'(?P<quoted>[^'<]+)')"
    # A query or form field, or a JCL keyword: j_password=…&, PASSWORD=(old,new)
    r"|=(?P<field>\([^()]*\)|[^&\s,;\"'<>()]+)"
    # An XML element: <ns:password>…</ns:password>, <password><![CDATA[…]]></password>; but a truth value is
    # no secret, as it is none in JSON
    r"|(?:\s[^<>]{0,256})?>(?!(?:true|false)<)"
    r"(?:(?P<xml>[^<>]+)<|\s*<!\[CDATA\[(?P<cdata>(?:[^\]<]|\](?!\]>)|<(?!!))*)\]\]>))",
    _FLAGS,
)
_USER = re.compile(r"://[^/\s:@\"'<>]{0,256}:(?P<user>[^/\s@\"'<>]+)@", _FLAGS)


def in_places(text: str, alias: Callable[[str], str]) -> str:
    """Return ``text`` with each secret replaced by its alias; the very same object when it holds none.

    The time it takes grows with the text's length only: it runs over every message.
    """
    spans = sorted(_spans(text)) if _may_hold(text) else ()
    parts: list[str] = []
    at = 0
    for start, end in spans:
        if start >= at:
            parts += (text[at:start], alias(text[start:end]))
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def _may_hold(text: str) -> bool:
    """Tell, quickly and never wrongly with no, whether a secret may stand in ``text``."""
    lower = text.lower()
    named = any([word in lower for word in _WORDS])  # noqa: C419 - a generator costs more than the search
    return named or ("@" in text and "://" in text)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    yield from _named(text)
    yield from (found.span("user") for found in _USER.finditer(text))


def _named(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (hint := _HINT.search(text, at)) is not None:
        told = _TOLD.match(text, hint.start())
        group = told.lastgroup if told is not None else None
        if told is None or group is None or (group == "xml" and _closes(text, hint.start())):
            at = hint.end()
        else:
            at = told.end(group)
            yield told.span(group)


def _closes(text: str, at: int) -> bool:
    """Tell whether the name at ``at`` stands in a closing tag, after which no secret comes."""
    return text.startswith("</", text.rfind("<", max(0, at - 256), at))
