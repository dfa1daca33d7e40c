"""Bytes from an upstream, read as the answer to one request."""

from __future__ import annotations

from dataclasses import dataclass

import httptools

from harness.door.wire.fields import Field, Fields, value_of

HEAD_LIMIT = 256 * 1024
"""Bytes of an answer's head that are read."""


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """The head of an answer; ``length`` is its Content-Length, None when that does not delimit it."""

    status: int
    reason: bytes
    fields: Fields
    length: int | None


class AnswerParser:
    """Reads one answer to a request of ``method``; interim answers (1xx) are passed over.

    ``head`` is None until it is whole. ``keeps`` says, once the answer is complete, whether the
    connection stays good. ``error`` says in words why no whole answer can come.
    """

    def __init__(self, method: str) -> None:
        self.head: AnswerHead | None = None
        self.complete = False
        self.keeps = False
        self.error: str | None = None
        self._bodyless = method == "HEAD"
        self._parser = httptools.HttpResponseParser(self)
        self._fields: list[Field] = []
        self._reason = b""
        self._chunks: list[bytes] = []
        self._head_bytes = 0
        self._until_end = False
        self.held = 0
        """Bytes of the body that wait to be taken."""

    def feed(self, data: bytes) -> bool:
        """Take ``data`` in; return whether the answer is complete now."""
        if self.head is None:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self.error = "the target switched protocols"
        except httptools.HttpParserError as error:
            self.error = f"the answer is not HTTP: {error}"
        if self.head is None and self._head_bytes > HEAD_LIMIT:
            self.error = f"the head of the answer is larger than {HEAD_LIMIT} bytes"
        if self.complete:
            # Whatever is wrong with what came after, this answer is whole.
            self.keeps = self.keeps and self.error is None
            self.error = None
        return self.complete

    def finish(self) -> None:
        """Take the end of the connection in: it delimits a body that nothing else does."""
        if self.head is not None and self._until_end and self.error is None:
            self.complete = True
        elif not self.complete:
            self.error = self.error or "the target closed the connection"

    def take(self) -> bytes:
        """Return what has come of the body since the last call."""
        data = b"".join(self._chunks)
        self._chunks.clear()
        self.held = 0
        return data

    # httptools

    def on_status(self, reason: bytes) -> None:
        """Collect the reason phrase."""
        self._reason += reason

    def on_header(self, name: bytes, value: bytes) -> None:
        """Collect a header field; fields after the body (trailers) are dropped."""
        if self.head is None:
            self._fields.append((name, value))

    def on_headers_complete(self) -> None:
        """Form the head, unless it is an interim one."""
        status = self._parser.get_status_code()
        if status < 200 or self.head is not None:
            return
        fields = tuple(self._fields)
        length = value_of(fields, b"content-length")
        chunked = value_of(fields, b"transfer-encoding") is not None
        counted = int(length) if length is not None and length.isdigit() and not chunked else None
        self.head = AnswerHead(status, self._reason, fields, counted)
        self._until_end = counted is None and not chunked
        if self._bodyless:
            # The parser cannot know that no body follows; whatever does is not this answer's.
            self._complete()

    def on_body(self, data: bytes) -> None:
        """Collect a part of the body."""
        if self.complete:
            self.keeps = False
            return
        self._chunks.append(data)
        self.held += len(data)

    def on_message_complete(self) -> None:
        """Complete the answer; after an interim one, go on to the next head."""
        if self.head is None:
            self._fields.clear()
            self._reason = b""
        elif not self.complete:
            self._complete()

    def _complete(self) -> None:
        self.complete = True
        self.keeps = self._parser.should_keep_alive()
