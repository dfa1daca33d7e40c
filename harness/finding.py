"""Claims about a target, and what is left when one does not hold."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a broken claim is, in rising order: ``info``, ``warning``, ``error``."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Position in rising order, from 0."""
        return list(Severity).index(self)

    def at_least(self, other: Severity) -> bool:
        """Tell whether this severity reaches ``other``."""
        return self.rank >= other.rank


class Standing(StrEnum):
    """How firmly a fact about a vendor stands."""

    DOCUMENTED = "documented"
    MEASURED = "measured"
    SOURCE_CODE = "source-code"
    INFERRED = "inferred"


class Change(StrEnum):
    """What an undocumented difference does to a client that was written to the documents."""

    ADDITIVE = "additive"
    BREAKING = "breaking"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands (a document and its part), and how firmly."""

    where: str
    standing: Standing = Standing.DOCUMENTED


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's broken claim.

    ``subject`` names what the claim is about so that the same trouble in two runs has the same
    fingerprint: a field's JSON pointer with array indexes as ``*``, a header, a state, never a job
    id. ``witness`` holds exchange ids, smallest set first. ``reproduce`` is a command line.
    """

    rule: str
    severity: Severity
    claim: str
    operation: str | None
    subject: str
    expected: str
    got: str
    witness: tuple[str, ...]
    source: Source
    change: Change | None = None
    reproduce: str = ""
    count: int = 1
    """How often the run broke the claim in this way; ``witness`` is the smallest of them."""
    drift: str = ""
    """The known drift that explains it, as id and title; empty when none does."""

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that are equal for the same trouble in another run."""
        parts = "\x1f".join([self.rule, self.operation or "", self.subject])
        return hashlib.blake2b(parts.encode(), digest_size=6).hexdigest()


class VerdictKind(StrEnum):
    """The four things a run can say; never a boolean."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"
    SKIPPED = "skipped"


EXIT_CODES = {
    VerdictKind.PASS: 0,
    VerdictKind.FAIL: 1,
    VerdictKind.SKIPPED: 3,
    VerdictKind.INCONCLUSIVE: 3,
}
"""Exit code of each verdict; 2 is wrong usage and 4 a defect of our own (see ``harness.errors``)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run says, and always why."""

    kind: VerdictKind
    reason: str

    @property
    def exit_code(self) -> int:
        """The process exit code that stands for this verdict."""
        return EXIT_CODES[self.kind]
