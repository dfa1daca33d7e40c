"""The faults that are played at one emulator, and what they have to remember."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from harness.emulation.faults.model import Reaction, Scene
from harness.emulation.faults.plan import FaultRule, faults_for
from harness.emulation.faults.stale_read import StaleRead
from harness.exchange import Request, Response

_REMEMBERED = 10_000
"""Answers that stale reads may bring up again."""


class Performance:
    """Plays ``rules`` and no others."""

    def __init__(self, rules: Sequence[FaultRule] = ()) -> None:
        self.rules = tuple(rules)
        self._remembers = any(isinstance(rule.fault, StaleRead) for rule in self.rules)
        self._earlier: dict[tuple[str, str, bytes], Response] = {}

    def met(self, request: Request) -> tuple[FaultRule, ...]:
        """Return the rules whose fault this request gets, and count it."""
        return faults_for(self.rules, request)

    def over(
        self,
        rules: Sequence[FaultRule],
        request: Request,
        response: Response,
        expired: Callable[[], Response],
    ) -> Reaction:
        """Return the reaction to a request: its answer, with the faults of ``rules`` laid over it."""
        if not rules and not self._remembers:
            return Reaction(response)
        earlier = self._first(request, response) if self._remembers else None
        reaction, scene = Reaction(response), Scene(expired, earlier)
        for rule in rules:
            reaction = rule.fault.apply(reaction, scene)
        return reaction

    def _first(self, request: Request, response: Response) -> Response | None:
        """Return how an equal request was first answered well; this one may be the first."""
        key = (request.method, request.target, request.body)
        if response.status < 300 and len(self._earlier) < _REMEMBERED:
            self._earlier.setdefault(key, response)
        return self._earlier.get(key)
