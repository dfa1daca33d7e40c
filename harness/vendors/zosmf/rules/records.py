"""Answers that hold records of a spool file, or say that there is no such file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from harness.exchange import media_type
from harness.oracles import Evidence
from harness.vendors.zosmf import jcl
from harness.vendors.zosmf.answers import error_code
from harness.vendors.zosmf.rules.facts import Answered, answered

_NO_SUCH_FILE = (6, 4, 12)
_RANGE = re.compile(r"([0-9]{1,9})([,-])([0-9]{1,9})")


@dataclass(frozen=True)
class Records:
    """One answer to a request for records of ``file``: its id, or ``JCL``."""

    answered: Answered
    file: str

    @property
    def body(self) -> bytes:
        """The records as sent; empty unless they were."""
        return self.answered.response.body if self.answered.response.status == 200 else b""

    @property
    def media_type(self) -> str | None:
        """The media type of the records."""
        return media_type(self.answered.response.headers)

    @property
    def mode(self) -> str:
        """``text`` (also when omitted), ``binary``, ``record`` or what else was asked for."""
        return ",".join(self.answered.match.parsed.query.get("mode", ("text",)))

    @property
    def whole(self) -> bool:
        """Whether this is the whole file as text: no range, no search, no other encoding."""
        query, headers = self.answered.match.parsed.query, self.answered.exchange.request.headers
        plain = set(query) <= {"mode"} and self.mode == "text" and "X-IBM-Record-Range" not in headers
        return plain and self.answered.response.status == 200

    @property
    def counts(self) -> frozenset[int]:
        """How many records the text may hold: the last one may or may not end in a newline."""
        if self.mode != "text" or self.answered.response.status != 200:
            return frozenset()
        newlines = self.body.count(b"\n")
        return frozenset({newlines, newlines + 1} if self.body else {0, 1})

    @property
    def most(self) -> int | None:
        """How many records the range asks for at most; None without a well-formed, bounded range."""
        given = self.answered.exchange.request.headers.all("X-IBM-Record-Range")
        parts = _RANGE.fullmatch(given[0]) if len(given) == 1 else None
        if parts is None or int(parts[3]) == 0 or set(self.answered.match.parsed.query) - {"mode"}:
            return None
        count = int(parts[3]) if parts[2] == "," else int(parts[3]) - int(parts[1]) + 1
        return count if count > 0 else None

    @property
    def no_such_file(self) -> bool:
        """Whether the answer says that the job has no such file."""
        return error_code(self.answered.document) == _NO_SUCH_FILE

    @property
    def job_card(self) -> str | None:
        """The name on the first JOB card of the text."""
        return next(iter(jcl.job_names(self.body.decode("utf-8", "replace"))), None)


def records(evidence: Evidence) -> tuple[Records, ...]:
    """Return the answers to requests for records; a fact."""
    return tuple(_records(evidence))


def _records(evidence: Evidence) -> Iterator[Records]:
    for each in evidence.fact(answered):
        if each.operation.startswith(("getSpoolRecords", "getJclRecords")):
            file = unquote(each.exchange.request.path).rstrip("/").split("/")[-2]
            yield Records(each, file)
