"""A vendor's contract, ready to match requests and judge messages."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from harness.contract import build
from harness.contract.generation import generation_document
from harness.contract.judging import AnswerJudge, BodyJudge, parsed_body, undocumented_status
from harness.contract.model import (
    Discrepancy,
    EffectCase,
    Kind,
    Lifecycle,
    Match,
    Operation,
    ParsedRequest,
    Tolerance,
)
from harness.contract.parameters import ParameterJudge, parse_query
from harness.contract.routing import Router
from harness.contract.schemas import Schema, SchemaSet
from harness.exchange import Request, Response, media_type

_BODILESS = frozenset({204, 304})


class Contract:
    """What a vendor documents, as one value; judges are compiled when first needed and kept."""

    def __init__(self, document: Mapping[str, Any], vendor: str) -> None:
        self._document = document
        self.vendor: str = document.get("x-job-vendor", vendor)
        self.title: str = document["info"]["title"]
        self.version: str = document["info"]["version"]
        called = tuple(build.operations(document))
        calling = tuple(build.callbacks(document))
        self.operations: Mapping[str, Operation] = MappingProxyType({o.id: o for o in (*called, *calling)})
        """Every operation by its id; callbacks last."""
        self.lifecycle: Lifecycle = build.lifecycle(document)
        self._schemas = SchemaSet(document)
        self._router = Router(called, build.wire(document))
        self._cases: dict[str, tuple[tuple[Schema | None, EffectCase], ...]] = {}
        self._answers: dict[tuple[str, str], AnswerJudge] = {}
        self._parameters: dict[str, ParameterJudge] = {}
        self._bodies: dict[str, BodyJudge] = {}

    @property
    def document(self) -> dict[str, Any]:
        """A copy of the OpenAPI document, overlays applied."""
        return copy.deepcopy(dict(self._document))

    def match(self, request: Request) -> Match | None:
        """Read a request as an operation, by its raw target; None when no operation is meant."""
        wire = self._router.wire
        method = wire.method(request.method, request.headers)
        found = self._router.find(method, request.path)
        if found is None:
            return None
        operation, path = found
        parsed = _parsed(request, method, path)
        return Match(operation, parsed, self._case(operation, parsed))

    def judge_request(self, match: Match, request: Request) -> tuple[Discrepancy, ...]:
        """Return how a request leaves its contract, in a stable order; empty when it does not.

        What the vendor tolerates by design is returned too: see ``tolerance``.
        """
        operation = match.operation
        if operation.id not in self._parameters:
            headers = self._router.wire.vendor_headers
            self._parameters[operation.id] = ParameterJudge(operation, self._schemas, headers)
        parameters = self._parameters[operation.id].judge(match, request.headers)
        return (*parameters, *self._judge_body(operation, request))

    def judge_response(self, match: Match, response: Response) -> tuple[Discrepancy, ...]:
        """Return how an answer leaves its contract, in the strict view; empty when it does not."""
        operation = match.operation
        answer = operation.answer(response.status)
        if answer is None:
            return (undocumented_status(operation, response.status),)
        key = (operation.id, answer.status)
        judge = self._answers.get(key)
        if judge is None:
            judge = self._answers[key] = AnswerJudge(answer, self._schemas)
        has_body = operation.method != "HEAD" and response.status not in _BODILESS
        return judge.judge(response, has_body=has_body)

    def judge_callback(self, operation_id: str, request: Request) -> tuple[Discrepancy, ...]:
        """Return how a request that the vendor sent us leaves the callback's contract."""
        operation = self.operations[operation_id]
        parsed = _parsed(request, request.method, {})
        found = self.judge_request(Match(operation, parsed, operation.strongest), request)
        if request.method == operation.method:
            return found
        wrong = Discrepancy(
            Kind.PARAMETER, "method", "method", "method", operation.method, request.method, operation.source
        )
        return (wrong, *found)

    def openapi_for_generation(self) -> dict[str, Any]:
        """Return the document as a request generator should see it (see ``generation``)."""
        return generation_document(self._document)

    def _judge_body(self, operation: Operation, request: Request) -> tuple[Discrepancy, ...]:
        if not request.body:
            if not operation.body_required:
                return ()
            expected = " or ".join(operation.request_bodies)
            missing = Discrepancy(Kind.BODY, "", "", "required", expected, "no body", operation.source)
            return (missing,)
        if operation.id not in self._bodies:
            bodies = BodyJudge(operation.request_bodies, self._schemas, operation.source)
            self._bodies[operation.id] = bodies
        return self._bodies[operation.id].judge(request.headers.get("Content-Type"), request.body)

    def _case(self, operation: Operation, parsed: ParsedRequest) -> EffectCase:
        """Return the first effect whose ``when`` holds; the strongest when none does."""
        if len(operation.cases) == 1 and operation.cases[0].when is None:
            return operation.cases[0]
        if operation.id not in self._cases:
            self._cases[operation.id] = tuple(
                (None if case.when is None else Schema(case.when), case) for case in operation.cases
            )
        document = parsed.document()
        for schema, case in self._cases[operation.id]:
            if schema is None or schema.accepts(document):
                return case
        return operation.strongest


def _parsed(request: Request, method: str, path: Mapping[str, str]) -> ParsedRequest:
    return ParsedRequest(
        method=method,
        path=path,
        query=parse_query(request.query),
        headers={name.lower(): value for name, value in reversed(request.headers.fields)},
        media_type=media_type(request.headers),
        body=parsed_body(request),
    )


def tolerance(operation: Operation, discrepancy: Discrepancy) -> Tolerance | None:
    """Return why the vendor accepts a wrong part of a request by design; None when it does not."""
    place, _, name = discrepancy.pointer.partition(":")
    if place in ("path", "query", "header"):
        undeclared = discrepancy.keyword == "undeclared"
    else:
        place, name, undeclared = "body", discrepancy.pointer, False
    for given in operation.tolerances:
        if given.place == place and (
            given.name.lower() == name.lower() or (given.name == "*" and undeclared)
        ):
            return given
    return None
