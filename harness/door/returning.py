"""The answer as it goes back to whoever asked."""

from __future__ import annotations

from harness.door.control import EXCHANGE
from harness.door.forwarding import Answer
from harness.door.hops import returning
from harness.door.rewriting import Rewriter
from harness.door.wire import Field, Fields, to_fields, value_of

_REWRITTEN = (b"json", b"xml", b"html")
"""Parts of the names of media types whose documents may hold addresses of the upstream."""


def must_be_whole(fields: Fields) -> bool:
    """Tell whether a body may hold addresses, and so has to be read whole before it goes on."""
    kind = (value_of(fields, b"content-type") or b"").partition(b";")[0].lower()
    return any(part in kind for part in _REWRITTEN)


def marked(fields: Fields, rewriter: Rewriter, exchange: str) -> Fields:
    """Return the fields of an answer for the caller, with the exchange's id and without its length."""
    return (*returning(fields, rewriter), (EXCHANGE.encode(), exchange.encode()))


def for_client(answer: Answer, rewriter: Rewriter) -> tuple[Fields, bytes]:
    """Return fields and body for a client under test: as they came, but for addresses of the upstream."""
    fields, plain = answer.head.fields, answer.response.body
    if answer.coded or not must_be_whole(fields) or not rewriter.names_upstream(plain):
        return fields, answer.body
    return _uncoded(fields), rewriter.body(plain)


def for_ourselves(answer: Answer, rewriter: Rewriter) -> tuple[Fields, bytes]:
    """Return fields and body for our own traffic: as recorded, so that no generated case holds a secret."""
    recorded = answer.exchange.response
    if recorded is None:
        raise RuntimeError("an answer was recorded without itself")
    fields = to_fields(recorded.headers)
    return fields if answer.coded else _uncoded(fields), rewriter.body(recorded.body)


def length_of_nothing(fields: Fields, method: str, status: int) -> tuple[Field, ...]:
    """Return the Content-Length of an answer that has no body and yet may state one (RFC 9110, 8.6)."""
    length = value_of(fields, b"content-length")
    told = (method == "HEAD" or status == 304) and length is not None
    return ((b"Content-Length", length),) if told and length is not None else ()


def _uncoded(fields: Fields) -> Fields:
    return tuple([field for field in fields if field[0].lower() != b"content-encoding"])
