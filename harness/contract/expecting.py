"""Judging an answer by what was asked: the expectations that a contract attaches to kinds of requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.contract.media import OPAQUE, UnreadableError, read_body
from harness.contract.model import Expectation, ParsedRequest
from harness.contract.schemas import Schema
from harness.exchange import Response


class ExpectationJudge:
    """The expectations of one operation, compiled."""

    def __init__(self, expectations: tuple[Expectation, ...]) -> None:
        self._compiled = tuple(
            (each, Schema(dict(each.when)), Schema(dict(each.then))) for each in expectations
        )

    def judge(self, parsed: ParsedRequest, response: Response) -> Iterator[Expectation]:
        """Yield the expectations about such a request that ``response`` does not meet."""
        if not self._compiled:
            return
        request, answer = parsed.document(), answer_document(response)
        for expectation, when, then in self._compiled:
            if when.accepts(request) and not then.accepts(answer):
                yield expectation


def answer_document(response: Response) -> dict[str, Any]:
    """Return an answer as a JSON document; its body is None when it cannot be read."""
    headers = {name.lower(): value for name, value in reversed(response.headers.fields)}
    return {"status": response.status, "headers": headers, "body": _body(response)}


def _body(response: Response) -> Any:
    content_type = response.headers.get("Content-Type")
    if content_type is None:
        return None
    try:
        value = read_body(content_type, response.body)
    except UnreadableError:
        return None
    return None if value is OPAQUE else value
