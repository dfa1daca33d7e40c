"""Judging messages: one compiled judge for each documented answer and each request body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from harness.contract.explain import explain, show
from harness.contract.media import OPAQUE, BodyReader, Reading, UnreadableError
from harness.contract.model import Answer, Body, Discrepancy, Kind, Operation
from harness.contract.parameters import ValueJudge
from harness.contract.schemas import Schema, SchemaSet
from harness.contract.xml import Stray
from harness.exchange import Headers, Response
from harness.finding import Change, Source

NOISE: Final = frozenset(
    name.lower()
    for name in (
        *("Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"),
        *("Content-Encoding", "Content-Length", "Content-Type"),
        *("Date", "Server", "Via"),
    )
)
"""Fields of HTTP itself (RFC 9110, 6 to 8; RFC 9112), lower case: of them no API document speaks."""

_NO_SUCH: Final = {False: "no such element", True: "no such attribute"}
_POSITION: Final = re.compile(r"\[[0-9]+\]")


class BodyJudge:
    """Judges bodies by media type, for a request or an answer that declares ``bodies``."""

    def __init__(self, bodies: Mapping[str, Body], schemas: SchemaSet, source: Source) -> None:
        self._bodies = bodies
        self._source = source
        self._reader = BodyReader(bodies, schemas.document)
        self._schemas: dict[str, Schema | None] = {
            media: None if body.schema is None else schemas.strict(body.schema, body.pointer)
            for media, body in bodies.items()
        }

    def judge(self, content_type: str | None, body: bytes) -> tuple[Discrepancy, ...]:
        """Return how a body leaves its contract."""
        if not self._bodies:
            return () if not body else (self._media("no body", content_type or "a body"),)
        if content_type is None:
            return self._untyped(body)
        declared = self._reader.declared(content_type)
        if declared is None:
            return (self._media(" or ".join(self._bodies), content_type),)
        return self._typed(declared, content_type, body)

    def _typed(self, declared: str, content_type: str, body: bytes) -> tuple[Discrepancy, ...]:
        try:
            reading = self._reader.read(content_type, body)
        except UnreadableError as error:
            return (self._unreadable(error),)
        schema, value = self._schemas[declared], reading.value
        if schema is None or value is OPAQUE:
            return ()
        source = self._bodies[declared].source
        strays = tuple(_stray(stray, source) for stray in reading.strays)
        if schema.accepts(value):
            return strays
        return (*strays, *_placed(explain(schema, value, source), reading))

    def _untyped(self, body: bytes) -> tuple[Discrepancy, ...]:
        """Judge a body without a media type: an empty one may be an empty text, but never a document."""
        if body:
            return (self._media(" or ".join(self._bodies), "no media type"),)
        if any(self._may_be_empty(media) for media in self._bodies):
            return ()
        return (self._unreadable(UnreadableError(" or ".join(self._bodies), "an empty body")),)

    def _media(self, expected: str, got: str) -> Discrepancy:
        where = "header:Content-Type"
        kind = Kind.MEDIA_TYPE
        return Discrepancy(kind, where, where, kind.value, expected, got, self._source, Change.BREAKING)

    def _unreadable(self, error: UnreadableError) -> Discrepancy:
        kind = Kind.UNREADABLE
        return Discrepancy(kind, "", "", kind.value, error.expected, error.got, self._source)

    def _may_be_empty(self, media: str) -> bool:
        """Tell whether zero bytes can be a value of the media type."""
        try:
            self._reader.read(media, b"")
        except UnreadableError:
            return False
        return True


def _stray(stray: Stray, source: Source) -> Discrepancy:
    subject = _POSITION.sub("[*]", stray.path)
    if stray.undocumented:
        kind = Kind.UNDOCUMENTED_FIELD
        got, change = show(stray.got), Change.ADDITIVE
        return Discrepancy(kind, stray.path, subject, kind.value, stray.expected, got, source, change)
    return Discrepancy(Kind.BODY, stray.path, subject, "root", stray.expected, stray.got, source)


def _placed(found: tuple[Discrepancy, ...], reading: Reading) -> Iterator[Discrepancy]:
    """Yield discrepancies with their places as the body has them."""
    place = reading.place
    if place is None:
        yield from found
        return
    for each in found:
        moved = replace(each, pointer=place(each.pointer), subject=place(each.subject))
        if each.kind is Kind.UNDOCUMENTED_FIELD:
            moved = replace(moved, expected=_NO_SUCH["@" in moved.subject.rpartition("/")[2]])
        yield moved


class AnswerJudge:
    """Judges the responses of one operation that bear one documented status."""

    def __init__(self, answer: Answer, schemas: SchemaSet) -> None:
        self._answer = answer
        self._body = BodyJudge(answer.bodies, schemas, answer.source)
        self._headers = {
            name.lower(): ValueJudge(parameter, schemas) for name, parameter in answer.headers.items()
        }
        self._required = [judge.parameter for judge in self._headers.values() if judge.parameter.required]

    def judge(self, response: Response, *, has_body: bool) -> tuple[Discrepancy, ...]:
        """Return how a response leaves its contract; ``has_body`` is False for answers to HEAD."""
        found = [*self._judge_headers(response.headers)]
        if has_body and not (self._answer.body_optional and not response.body):
            found += self._body.judge(response.headers.get("Content-Type"), response.body)
        return tuple(found)

    def _judge_headers(self, headers: Headers) -> Iterator[Discrepancy]:
        for name, value in headers.fields:
            lower = name.lower()
            judge = self._headers.get(lower)
            if judge is not None:
                if not judge.accepts(value):
                    yield from _given(judge.judge(Kind.HEADER, f"header:{judge.parameter.name}", value))
            elif lower not in NOISE:
                yield _undocumented(name, value, self._answer.source)
        for parameter in self._required:
            if parameter.name not in headers:
                where = f"header:{parameter.name}"
                yield Discrepancy(
                    Kind.HEADER, where, where, "required", "to be given", "absent", parameter.source
                )


def _given(found: Discrepancy | None) -> tuple[Discrepancy, ...]:
    return () if found is None else (found,)


def _undocumented(name: str, value: str, source: Source) -> Discrepancy:
    where = f"header:{name}"
    kind = Kind.UNDOCUMENTED_HEADER
    expected = "no such header"
    return Discrepancy(kind, where, where, kind.value, expected, show(value), source, Change.ADDITIVE)


def undocumented_status(operation: Operation, status: int) -> Discrepancy:
    """Return the discrepancy of an answer whose status the operation does not document."""
    where = f"status:{status}"
    expected = ", ".join(operation.answers)
    kind = Kind.STATUS
    return Discrepancy(
        kind, where, where, kind.value, expected, str(status), operation.source, Change.BREAKING
    )
