"""Send documented exchanges: bring their job about, wait for its state, ask."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from harness.contract import Effect
from harness.exchange import Request, Response, Sender
from harness.flow import Flow, JobRef
from harness.target import Credentials, Mode, WorkItem
from harness.traffic.documented import KIND, OWN, SETUP, Documented, Setup
from harness.traffic.drivers import T, run_flow
from harness.traffic.openapi import permits
from harness.traffic.playing import Player

_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 5.0)
"""Seconds between looks at a job that is to reach a state."""


@dataclass
class ReplayResult:
    """How many exchanges were sent, and why others were not."""

    sent: int = 0
    requests: int = 0
    problems: list[str] = field(default_factory=list)
    ended_early: str | None = None


def replay(
    player: Player,
    entries: Sequence[Documented],
    *,
    on_case: Callable[[Sender], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> ReplayResult:
    """Send those of ``entries`` that the player's mode allows; ``stop`` is asked before each."""
    result = ReplayResult()
    for entry in entries:
        if stop():
            result.ended_early = "stopped"
            break
        if _possible(entry, player):
            _Replay(entry, player, result, on_case, next(player.tags)).perform()
    return result


def _possible(entry: Documented, player: Player) -> bool:
    """Tell whether what an exchange needs is there; what it asks is looked at once its job is known."""
    if entry.emulator and player.mode is not Mode.UNRESTRICTED:
        return False
    if entry.session == OWN and (player.bare is None or not _own(entry, player.credentials)):
        return False
    if entry.setup is not None:
        return player.mode is not Mode.READ_ONLY and _work_for(entry.setup, player) is not None
    return _may_ask(entry, entry.request({}), player)


def _may_ask(entry: Documented, request: Request, player: Player) -> bool:
    """Tell whether the guard would let a request pass: in ``owned`` only jobs of ours may be changed."""
    if player.mode is Mode.UNRESTRICTED:
        return True
    match = player.contract.match(request)
    if match is None or not permits(player.mode, match.effect):
        return False
    return match.effect in (Effect.READ, Effect.CREATE) or entry.setup is not None


def _work_for(setup: Setup, player: Player) -> WorkItem | None:
    return next((item for item in player.work if setup.work in (item.name, item.length.value)), None)


@dataclass
class _Replay:
    """One documented exchange under way."""

    entry: Documented
    player: Player
    result: ReplayResult
    on_case: Callable[[Sender], None]
    tag: str

    def perform(self) -> None:
        """Bring the job about, if there is one, and ask."""
        names = {"tag": self.tag, **_own(self.entry, self.player.credentials)}
        if self.entry.setup is not None:
            job = self._bring_about(self.entry.setup)
            if job is None:
                return
            names |= job.names
        request = self.entry.request(names)
        if _may_ask(self.entry, request, self.player):
            self._send(KIND, self.entry.session, request)
            self.result.sent += 1

    def _bring_about(self, setup: Setup) -> JobRef | None:
        """Submit the job and wait for its state; say why when it does not get there."""
        item = _work_for(setup, self.player)
        assert item is not None  # noqa: S101 - an exchange without its work is not begun
        job = self._run(self.player.vendor.flows.submit(item, self.tag)).job
        if job is not None and self._reaches(setup.state, job):
            if setup.after:
                self.player.wait(setup.after)
            return job
        self.result.problems.append(f"{self.entry.id}: no job of {setup.work!r} came to {setup.state}")
        return None

    def _reaches(self, state: str, job: JobRef) -> bool:
        for pause in _PAUSES:
            reading = self._run(self.player.vendor.flows.status(job))
            if reading.state == state or reading.ended:
                return reading.state == state
            self.player.wait(pause)
        return False

    def _run(self, flow: Flow[T]) -> T:
        return run_flow(flow, partial(self._send, SETUP, "primary"), self.player.wait)

    def _send(self, kind: str, session: str, request: Request) -> Response | None:
        sender = Sender(kind, f"{self.entry.id}/{self.tag}")
        self.result.requests += 1
        self.on_case(sender)
        if session == OWN and self.player.bare is not None:
            return self.player.bare.ask(request, sender).response
        return self.player.door.ask(request, sender, session).response


def _own(entry: Documented, credentials: Credentials | None) -> dict[str, str]:
    if entry.session != OWN or credentials is None or not credentials.password:
        return {}
    pair = f"{credentials.user}:{credentials.password}".encode()
    return {"basic": base64.b64encode(pair).decode()}
