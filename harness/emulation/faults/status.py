"""The server does not serve: a 429 or 5xx in place of the vendor's answer, as a gateway before it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene
from harness.exchange import Headers, Response


@dataclass(frozen=True, slots=True)
class Status:
    """Answer ``status`` (429, or 500 to 599); the request is carried out only with ``after``."""

    kind: ClassVar[str] = "status"
    condition: ClassVar[str] = ""
    status: int = 503
    after: bool = False
    retry_after: int | None = None
    """Seconds for a ``Retry-After`` header; None: no such header."""

    def __post_init__(self) -> None:
        if self.status != 429 and not 500 <= self.status <= 599:
            raise ValueError("status must be 429, or from 500 to 599")

    @property
    def keeps_request(self) -> bool:
        """True when the failure comes before the request is carried out."""
        return not self.after

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return a reaction with the failing status and no body."""
        del scene
        headers = Headers() if self.retry_after is None else Headers.of(Retry_After=str(self.retry_after))
        return reaction._replace(response=Response(self.status, headers))
