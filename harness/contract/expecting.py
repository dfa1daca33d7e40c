"""Judging an answer by what was asked: the expectations that a contract attaches to kinds of requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from harness.contract.model import Expectation, ParsedRequest
from harness.contract.schemas import Schema
from harness.exchange import Response


class ExpectationJudge:
    """The expectations of one operation, compiled."""

    def __init__(self, expectations: tuple[Expectation, ...]) -> None:
        self._compiled = tuple(
            (each, Schema(dict(each.when)), Schema(dict(each.then))) for each in expectations
        )

    def judge(
        self, parsed: ParsedRequest, response: Response, body: Callable[[], Any]
    ) -> Iterator[Expectation]:
        """Yield the expectations about such a request that ``response`` with this ``body`` does not meet."""
        if not self._compiled:
            return
        request, answer = parsed.document(), answer_document(response, body())
        for expectation, when, then in self._compiled:
            if when.accepts(request) and not then.accepts(answer):
                yield expectation


def answer_document(response: Response, body: Any) -> dict[str, Any]:
    """Return an answer as a JSON document; its body is None when it cannot be read."""
    headers = {name.lower(): value for name, value in reversed(response.headers.fields)}
    return {"status": response.status, "headers": headers, "body": body}
