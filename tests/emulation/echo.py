"""The smallest application an emulator can have, to test the frame around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from harness.emulation import Answer, Call, Emulator, EmulatorSettings, Notice
from harness.exchange import Headers, Response


@dataclass
class Echo:
    """Answers with the request's target and body, and keeps every body that is PUT."""

    conditions: ClassVar[Mapping[str, str]] = {"asleep": "nothing is served"}
    kept: list[bytes] = field(default_factory=list)
    due: list[Notice] = field(default_factory=list)

    def answer(self, call: Call) -> Answer:
        """Echo the request."""
        if "asleep" in call.conditions:
            return Answer(Response(503))
        if call.request.method == "PUT":
            self.kept.append(call.request.body)
        text = f"{call.base} {call.request.method} {call.request.target} "
        return Answer(Response(200, Headers.of(X_Echo="yes"), text.encode() + call.request.body), "echo")

    def expired(self, call: Call) -> Response:
        """Answer as an expired session is answered here."""
        del call
        return Response(401)

    def snapshot(self) -> list[bytes]:
        """Return what is kept."""
        return list(self.kept)

    def restore(self, snapshot: Any) -> None:
        """Go back."""
        self.kept = list(snapshot)

    def reset(self, seed: int) -> None:
        """Keep nothing but the seed."""
        self.kept = [str(seed).encode()]

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe what is kept."""
        return [{"body": body.decode(), "now": now} for body in self.kept]

    def count(self, now: int) -> int:
        """Count what is kept."""
        return len(self.jobs(now))

    def notices(self, now: int) -> Sequence[Notice]:
        """Hand over what is due, once."""
        due = [notice for notice in self.due if notice.due <= now]
        self.due = [notice for notice in self.due if notice.due > now]
        return due


class SpreadEcho(Echo):
    """Echoes at two addresses, and says which one it was and where the other is."""

    listeners: ClassVar[Sequence[str]] = ("pod",)

    def answer(self, call: Call) -> Answer:
        """Say where the request came to."""
        text = f"{call.listener or 'first'} at {call.base}, pod at {call.further['pod']}"
        return Answer(Response(200, body=text.encode()), "echo")


class Greeter(Echo):
    """Says whom the caller's certificate names."""

    def answer(self, call: Call) -> Answer:
        """Say who calls."""
        return Answer(Response(200, body=repr(call.subject).encode()), "echo")


def greeting_emulator(settings: EmulatorSettings) -> Emulator:
    """Make an emulator that greets."""
    return Emulator("echo", settings, lambda _settings, _epoch: Greeter())


def spread_emulator(settings: EmulatorSettings) -> Emulator:
    """Make an emulator that listens at two addresses."""
    return Emulator("echo", settings, lambda _settings, _epoch: SpreadEcho())


def echo_application(settings: EmulatorSettings, epoch: datetime) -> Echo:
    """Make the application."""
    del settings, epoch
    return Echo()


def echo_emulator(settings: EmulatorSettings) -> Emulator:
    """Make the emulator; a child process finds this function by its name."""
    return Emulator("echo", settings, echo_application)


def second_emulator(settings: EmulatorSettings) -> Emulator:
    """Make an emulator of another vendor that answers just the same."""
    return Emulator("second", settings, echo_application)
