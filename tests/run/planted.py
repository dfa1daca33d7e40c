"""A z/OSMF emulator with one defect: a list of more than 500 jobs is answered with a status of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from harness.emulation import Emulator, EmulatorSettings
from harness.emulation.emulator import Answer, Call
from harness.vendors.zosmf import emulator


class Planted:
    """Stands before the real application."""

    def __init__(self, sound: Any) -> None:
        self._sound = sound

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sound, name)

    def answer(self, call: Call) -> Answer:
        """Answer as the emulator does, but for the defect."""
        answer: Answer = self._sound.answer(call)
        asked = parse_qs(call.request.query).get("max-jobs", ["0"])[0]
        if answer.response.status == 200 and asked.isdecimal() and int(asked) > 500:
            return answer._replace(response=replace(answer.response, status=206))
        return answer


def build(settings: EmulatorSettings) -> Emulator:
    """Build the emulator with the defect in it."""
    made = emulator.build(settings)
    made.application = Planted(made.application)
    return made
