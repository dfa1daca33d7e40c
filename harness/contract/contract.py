"""A vendor's contract, ready to match requests and judge messages."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from harness.contract import build
from harness.contract.generation import generation_document
from harness.contract.lifecycle import Lifecycle
from harness.contract.likeness import Likeness, likeness
from harness.contract.model import Discrepancy, Expectation, Kind, Match, Operation, ParsedRequest
from harness.contract.operation_judge import OperationJudge
from harness.contract.parameters import parse_query
from harness.contract.routing import Router
from harness.contract.schemas import SchemaSet
from harness.exchange import Request, Response, media_type


class Contract:
    """What a vendor documents, as one value; judges are compiled when first needed and kept."""

    def __init__(self, document: Mapping[str, Any], vendor: str, drifts: tuple[str, ...] = ()) -> None:
        self._document = document
        self.drifts = drifts
        """The overlays that the document has been through, by name and in their order."""
        self.vendor: str = document.get("x-job-vendor", vendor)
        self.title: str = document["info"]["title"]
        self.version: str = document["info"]["version"]
        called = tuple(build.operations(document))
        calling = tuple(build.callbacks(document))
        self.operations: Mapping[str, Operation] = MappingProxyType({o.id: o for o in (*called, *calling)})
        """Every operation by its id; callbacks last."""
        self.lifecycle: Lifecycle = build.lifecycle(document)
        self._router = Router(called, build.wire(document))
        schemas = SchemaSet(document)
        vendor_headers = self._router.wire.vendor_headers
        self._judges = {o.id: OperationJudge(o, schemas, vendor_headers) for o in self.operations.values()}

    @property
    def document(self) -> dict[str, Any]:
        """A copy of the OpenAPI document, overlays applied."""
        return copy.deepcopy(dict(self._document))

    def match(self, request: Request) -> Match | None:
        """Read a request as an operation, by its raw target; None when no operation is meant."""
        method = self._router.wire.method(request.method, request.headers)
        found = self._router.find(method, request.path)
        if found is None:
            return None
        operation, path = found
        judge = self._judges[operation.id]
        parsed = _parsed(request, method, path, judge.asked(request))
        return Match(operation, parsed, judge.case(parsed))

    def judge_request(self, match: Match, request: Request) -> tuple[Discrepancy, ...]:
        """Return how a request leaves its contract, in a stable order; empty when it does not.

        What the vendor accepts by design is returned too, with the reason in ``tolerated``.
        """
        found = tuple(self._judges[match.operation.id].request(match, request))
        wire = self._router.wire
        if not found or request.method != wire.override_method:
            return found
        # Under this method the header names the real one, as documented, and is no stranger.
        named = f"header:{wire.override_header}".lower()
        return tuple(each for each in found if each.pointer.lower() != named)

    def judge_response(self, match: Match, response: Response) -> tuple[Discrepancy, ...]:
        """Return how an answer leaves its contract, in the strict view; empty when it does not."""
        return self._judges[match.operation.id].response(response)

    def answered(self, match: Match, response: Response) -> Any:
        """Return the value of an answer's body, led by its schema where it is XML; None when unreadable."""
        return self._judges[match.operation.id].answered(response)

    def disappointed(self, match: Match, response: Response) -> tuple[Expectation, ...]:
        """Return what the documents expect of the answer to this very request, and do not get."""
        return tuple(self._judges[match.operation.id].disappointed(match, response))

    def lists_all(self, match: Match) -> bool:
        """Tell whether a request asks for every job that the caller may see (``x-job-list``)."""
        return self._judges[match.operation.id].lists_all(match.parsed)

    def judge_callback(self, operation_id: str, request: Request) -> tuple[Discrepancy, ...]:
        """Return how a request that the vendor sent us leaves the callback's contract."""
        operation = self.operations[operation_id]
        parsed = _parsed(request, request.method, {}, self._judges[operation_id].asked(request))
        found = self.judge_request(Match(operation, parsed, operation.strongest), request)
        if request.method == operation.method:
            return found
        expected, got = operation.method, request.method
        wrong = Discrepancy(Kind.PARAMETER, "method", "method", "method", expected, got, operation.source)
        return (wrong, *found)

    @cached_property
    def likeness(self) -> Likeness:
        """What tells, operation by operation, whether another contract says the same."""
        return likeness(self._document)

    def openapi_for_generation(self) -> dict[str, Any]:
        """Return the document as a request generator should see it (see ``generation``)."""
        return generation_document(self._document)


def _parsed(request: Request, method: str, path: Mapping[str, str], body: Any) -> ParsedRequest:
    return ParsedRequest(
        method=method,
        path=path,
        query=parse_query(request.query),
        # Of a repeated field the first value counts, as in Headers.get.
        headers={name.lower(): value for name, value in reversed(request.headers.fields)},
        media_type=media_type(request.headers),
        body=body,
    )
