"""A request or a response as a person reads it, with what a finding is about marked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from harness.exchange import Exchange, Headers, Request, Response
from harness.report.body import Body, Line, mark, read_body
from harness.report.focus import Focus
from harness.report.legible import legible, one_line
from harness.report.status import phrase

TARGET_LIMIT = 2000
"""Characters of a request target that are shown."""


@dataclass(frozen=True, slots=True)
class Message:
    """The parts of a message in wire order. ``start`` is split so that one part of it can be marked."""

    start: tuple[Line, ...]
    headers: tuple[Line, ...]
    body: Body


def request_message(request: Request, focus: Focus) -> Message:
    """Return a request for reading."""
    meant = focus if focus.in_request else Focus()
    start = (Line(f"{one_line(request.method, 40)} "), *_target(request.target, meant))
    return Message(start, _headers(request.headers, meant), _body(request.headers, request.body, meant))


def response_message(response: Response, focus: Focus) -> Message:
    """Return a response for reading."""
    meant = Focus() if focus.in_request else focus
    start = Line(f"{response.status} {phrase(response.status)}".rstrip(), marked=meant.place == "status")
    return Message((start,), _headers(response.headers, meant), _body(response.headers, response.body, meant))


def broken_reason(exchange: Exchange) -> str:
    """Return why there is no response, in words."""
    if exchange.blocked_by:
        return f"kept back by {one_line(exchange.blocked_by)}; nothing was sent"
    return one_line(exchange.error or "no whole response came back")


def _target(target: str, focus: Focus) -> tuple[Line, ...]:
    """Split a request target around the query parameter or the path that is meant."""
    cut = "…" if len(target) > TARGET_LIMIT else ""
    shown = legible(target[:TARGET_LIMIT]).replace("\n", "\\x0a") + cut
    path, question, query = shown.partition("?")
    if focus.place == "path":
        return (Line(path, marked=True), Line(question + query))
    if focus.place != "query" or not query:
        return (Line(shown),)
    parts = [Line(path + question)]
    for index, piece in enumerate(query.split("&")):
        parts += [Line("&")] * bool(index) + [Line(piece, marked=piece.partition("=")[0] == focus.name)]
    return tuple(parts)


def _headers(headers: Headers, focus: Focus) -> tuple[Line, ...]:
    return tuple(
        Line(f"{one_line(name, 80)}: {one_line(value, 600)}", marked=focus.header(name))
        for name, value in headers
    )


def _body(headers: Headers, content: bytes, focus: Focus) -> Body:
    body = read_body(headers, content)
    return replace(body, lines=mark(body.lines, focus.lines(body.lines)))
