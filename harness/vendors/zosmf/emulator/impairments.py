"""Conditions of the system in which z/OSMF is up and what it rests on is not: no request brings them about.

The public documents name the categories of error that follow, seldom their numbers; what is inferred
says so in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping

from harness.vendors.zosmf.emulator.addressing import Part
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.errors import (
    ALLOCATION_FAILED,
    CHANGE_FAILED,
    SPOOL_FAILED,
    STATUS_FAILED,
)

JES_DOWN = "jes-down"
READERS_EXHAUSTED = "readers-exhausted"
SPOOL_UNREADABLE = "spool-unreadable"
CIM_DOWN = "cim-down"
TOKENS_DOWN = "tokens-down"
CONDITIONS: Mapping[str, str] = {
    JES_DOWN: "the job entry subsystems do not answer: nothing can be looked up or changed",
    READERS_EXHAUSTED: "no internal reader can be allocated: nothing can be submitted",
    SPOOL_UNREADABLE: "no spool file can be read",
    CIM_DOWN: "there is no CIM server: nothing can be changed asynchronously",
    TOKENS_DOWN: "nobody can log in for a token, or out",
}
"""What each condition means, by its name in the control API."""


def check(ask: Ask, method: str) -> None:
    """Refuse what cannot be done while the conditions of ``ask`` last."""
    if not ask.conditions:
        return
    part = ask.route.part
    submits, changes = (part, method) == (Part.JOBS, "PUT"), part is Part.JOB and method != "GET"
    if submits and ask.conditions & {JES_DOWN, READERS_EXHAUSTED}:
        raise ALLOCATION_FAILED.refuse(code=ALLOCATION_FAILED.rc)
    if JES_DOWN in ask.conditions and not submits:
        raise (CHANGE_FAILED if changes else STATUS_FAILED).refuse(name=ask.subsystem.name)
    if part is Part.RECORDS and SPOOL_UNREADABLE in ask.conditions:
        raise SPOOL_FAILED.refuse()
