"""Judging the messages of one operation; each part is compiled when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from harness.contract.expecting import ExpectationJudge
from harness.contract.judging import AnswerJudge, BodyJudge, undocumented_status
from harness.contract.media import BodyReader
from harness.contract.model import (
    Discrepancy,
    EffectCase,
    Expectation,
    Kind,
    Match,
    Operation,
    ParsedRequest,
    Tolerance,
)
from harness.contract.parameters import ParameterJudge
from harness.contract.schemas import Schema, SchemaSet, ecma_pattern
from harness.exchange import Request, Response

_BODILESS = frozenset({204, 304})
_PLACES = frozenset({"path", "query", "header"})


class OperationJudge:
    """What one operation's requests do, and how they and their answers leave the contract."""

    def __init__(self, operation: Operation, schemas: SchemaSet, vendor_headers: tuple[str, ...]) -> None:
        self.operation = operation
        self._schemas = schemas
        self._vendor_headers = vendor_headers
        self._answers: dict[str, AnswerJudge] = {}
        self._answer_readers: dict[str, BodyReader] = {}
        # An operation that does one thing needs no look at the request.
        self._only = operation.cases[0] if operation.cases[0].when is None else None

    def case(self, parsed: ParsedRequest) -> EffectCase:
        """Return the first effect whose ``when`` holds; the strongest when none does."""
        if self._only is not None:
            return self._only
        document = parsed.document()
        for schema, case in self._cases:
            if schema is None or schema.accepts(document):
                return case
        return self.operation.strongest

    def lists_all(self, parsed: ParsedRequest) -> bool:
        """Tell whether a request asks for every job that the caller may see."""
        return self._whole is not None and self._whole.accepts(parsed.document())

    def request(self, match: Match, request: Request) -> Iterator[Discrepancy]:
        """Yield how a request leaves its contract, and what of it the vendor tolerates."""
        for found in (*self._parameters.judge(match, request.headers), *self._request_body(request)):
            tolerance = _tolerance(self.operation, found, match.parsed)
            yield found if tolerance is None else replace(found, tolerated=tolerance)

    def response(self, response: Response) -> tuple[Discrepancy, ...]:
        """Return how an answer leaves its contract."""
        answer = self.operation.answer(response.status)
        if answer is None:
            return (undocumented_status(self.operation, response.status),)
        judge = self._answers.get(answer.status)
        if judge is None:
            judge = self._answers[answer.status] = AnswerJudge(answer, self._schemas)
        has_body = self.operation.method != "HEAD" and response.status not in _BODILESS
        return judge.judge(response, has_body=has_body)

    def disappointed(self, match: Match, response: Response) -> Iterator[Expectation]:
        """Yield the expectations that the answer to a request does not meet."""
        return self._expectations.judge(match.parsed, response, lambda: self.answered(response))

    def asked(self, request: Request) -> Any:
        """Return what a request's body stands for; None when it cannot be read wholly.

        What a server does with the part that was not understood, nobody knows.
        """
        return self._reader.value(request.headers.get("Content-Type"), request.body, whole=True)

    def answered(self, response: Response) -> Any:
        """Return what an answer's body stands for; None when it cannot be read."""
        answer = self.operation.answer(response.status)
        key = "" if answer is None else answer.status
        reader = self._answer_readers.get(key)
        if reader is None:
            bodies = {} if answer is None else answer.bodies
            reader = self._answer_readers[key] = BodyReader(bodies, self._schemas.document)
        return reader.value(response.headers.get("Content-Type"), response.body)

    @cached_property
    def _expectations(self) -> ExpectationJudge:
        return ExpectationJudge(self.operation.expectations)

    @cached_property
    def _whole(self) -> Schema | None:
        listing = self.operation.listing
        return None if listing is None else Schema(dict(listing.whole))

    @cached_property
    def _cases(self) -> tuple[tuple[Schema | None, EffectCase], ...]:
        return tuple(
            (None if case.when is None else Schema(dict(case.when)), case) for case in self.operation.cases
        )

    @cached_property
    def _parameters(self) -> ParameterJudge:
        return ParameterJudge(self.operation, self._schemas, self._vendor_headers)

    @cached_property
    def _reader(self) -> BodyReader:
        return BodyReader(self.operation.request_bodies, self._schemas.document)

    @cached_property
    def _bodies(self) -> BodyJudge:
        return BodyJudge(self.operation.request_bodies, self._schemas, self.operation.source)

    def _request_body(self, request: Request) -> tuple[Discrepancy, ...]:
        if request.body:
            return self._bodies.judge(request.headers.get("Content-Type"), request.body)
        if not self.operation.body_required:
            return ()
        expected = " or ".join(self.operation.request_bodies)
        source = self.operation.source
        return (Discrepancy(Kind.BODY, "", "", "required", expected, "no body", source),)


def _tolerance(operation: Operation, found: Discrepancy, parsed: ParsedRequest) -> Tolerance | None:
    """Return why the vendor accepts a wrong part of a request; None when it does not."""
    place, _, name = found.pointer.partition(":")
    if place not in _PLACES:
        place, name = "body", found.pointer
    undeclared = found.keyword == "undeclared" or found.kind is Kind.UNDOCUMENTED_FIELD
    texts = (found.got,) if place == "body" else _texts(parsed, place, name)
    for given in operation.tolerances:
        same = undeclared if given.name == "*" else _means(given.name, name, found.subject)
        if given.place == place and same and _covers(given, texts) and _stands_for(given, found):
            return given
    return None


def _means(tolerated: str, name: str, subject: str) -> bool:
    """Tell whether a tolerance is of a parameter or a place in a body; see :class:`Tolerance`."""
    holder, _, last = tolerated.rpartition("/")
    if last == "**":
        return name.startswith(f"{holder}/") and not subject.endswith("/*")
    if holder and last == "*":
        return name.rpartition("/")[0] == holder
    return tolerated.lower() == name.lower()


def _covers(tolerance: Tolerance, texts: tuple[str, ...]) -> bool:
    if tolerance.pattern is None:
        return True
    pattern = ecma_pattern(tolerance.pattern)
    return bool(texts) and all(pattern.search(text) for text in texts)


def _stands_for(tolerance: Tolerance, found: Discrepancy) -> bool:
    if tolerance.instead is None:
        return True
    return found.keyword == "type" and ecma_pattern(tolerance.instead).search(found.expected) is not None


def _texts(parsed: ParsedRequest, place: str, name: str) -> tuple[str, ...]:
    """Return what was given for a parameter."""
    if place == "query":
        return parsed.query.get(name, ())
    holder = parsed.path if place == "path" else parsed.headers
    text = holder.get(name if place == "path" else name.lower())
    return () if text is None else (text,)
