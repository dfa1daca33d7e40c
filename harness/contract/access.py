"""Who is served: the credentials that an operation wants, and how those without are refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from harness.finding import Source

Credential = tuple[str, str]
"""Where a credential stands, and its name there: ``("header", "authorization")``, ``("query", "token")``."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who is served by an operation (``security``), and how all others are refused (``x-job-session``)."""

    credentials: frozenset[Credential]
    """All that may carry the credentials without which nothing is served; empty: it serves anybody."""
    refused: tuple[str, ...]
    """Statuses of refusals: ``401``, or a class such as ``4XX``."""
    source: Source

    def refuses(self, status: int) -> bool:
        """Tell whether an answer of this status is such a refusal."""
        return str(status) in self.refused or f"{status // 100}XX" in self.refused


ANYBODY: Final = Access(
    frozenset(), ("4XX", "5XX"), Source("the vendor's contract: which operations want a session")
)
"""What a document without a word on it says."""
