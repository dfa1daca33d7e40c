"""Random traffic at the emulator: good requests, wrong ones, few ids used again and again, three users."""

from __future__ import annotations

import random
from typing import Any

from tests.vendors.joc.bench import Bench

_CHAINS = (
    "/agent/job_chain1",
    "/batch/sleep",
    "/batch/failing",
    "/batch/setback",
    "/batch/suspending",
    "/no",
)
_IDS = ("a", "b", "c", "order1", "nobody")
_VERBS = ("start", "suspend", "suspend", "resume", "reset", "set_state", "remove_setback", "delete")
_STATES = ("PENDING", "RUNNING", "SUSPENDED", "SETBACK", "BLACKLIST", "WAITINGFORRESOURCE")


class Traffic:
    """Draws one request after the other; equal seeds make equal requests."""

    def __init__(self, bench: Bench, draw: random.Random) -> None:
        self._bench = bench
        self._draw = draw

    def make(self, count: int) -> None:
        """Send ``count`` requests, time passing now and then."""
        kinds = (self._add, self._change, self._order, self._orders, self._history, self._stop)
        for _ in range(count):
            if self._draw.random() < 0.1:
                self._bench.wait(self._draw.choice((0.1, 1, 5, 70)))
            self._draw.choices(kinds, (15, 30, 25, 15, 10, 5))[0]()

    def _ask(self, path: str, document: dict[str, Any]) -> None:
        names = ("primary", "other", "powerless", "none", "expired", "logged-out")
        session = self._draw.choices(names, (30, 4, 1, 1, 1, 1))[0]
        self._bench.ask(path, document, session)

    def _named(self, **more: Any) -> dict[str, Any]:
        return {"jobChain": self._draw.choice(_CHAINS), "orderId": self._draw.choice(_IDS), **more}

    def _add(self) -> None:
        at: tuple[dict[str, Any], ...] = ({}, {}, {"at": "now + 60"}, {"at": "soon"}, {"state": "100"})
        entries = [
            self._named(**self._draw.choice(at), params=[{"name": "seconds", "value": "3"}])
            for _ in range(self._draw.choice((1, 1, 2)))
        ]
        if self._draw.random() < 0.2:
            del entries[0]["orderId"]
        self._ask("orders/add", {"orders": entries})

    def _change(self) -> None:
        verb = self._draw.choice(_VERBS)
        more: tuple[dict[str, Any], ...] = ({}, {}, {"state": "success"}, {"state": "100"}, {"resume": True})
        count = self._draw.choice((1, 1, 1, 2, 3))
        entries = [self._named(**self._draw.choice(more)) for _ in range(count)]
        self._ask(f"orders/{verb}", {"orders": entries})

    def _order(self) -> None:
        self._ask("order", self._named(compact=self._draw.random() < 0.5))

    def _orders(self) -> None:
        states = self._draw.sample(_STATES, self._draw.choice((0, 1, 2)))
        asked: tuple[dict[str, Any], ...] = (
            {"processingStates": states},
            {"orders": [self._named()]},
            {"types": ["AD_HOC"], "compact": True},
            {"regex": ",a$"},
        )
        self._ask("orders", self._draw.choice(asked))

    def _history(self) -> None:
        asked: tuple[dict[str, Any], ...] = (
            {"limit": 3},
            {"orders": [self._named()]},
            {"historyStates": ["FAILED"]},
            {},
        )
        self._ask("orders/history", self._draw.choice(asked))

    def _stop(self) -> None:
        chain, verb = self._draw.choice(_CHAINS), self._draw.choice(("stop", "unstop"))
        self._ask(f"job_chains/{verb}", {"jobChains": [{"jobChain": chain}]})
