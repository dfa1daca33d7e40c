"""Conditions in which what z/OSMF rests on is down, or users lack a right: no request brings them about.

The public documents name the categories of error that follow, seldom their numbers; what is inferred
says so in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping

from harness.emulation import JOBS_VANISHED
from harness.vendors.zosmf.emulator.addressing import Part
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.errors import (
    ALLOCATION_FAILED,
    CHANGE_FAILED,
    NO_ROLE,
    NO_SYSREXX,
    SPOOL_FAILED,
    STATUS_FAILED,
)
from harness.vendors.zosmf.emulator.system import Subsystem

JES_DOWN = "jes-down"
READERS_EXHAUSTED = "readers-exhausted"
SPOOL_UNREADABLE = "spool-unreadable"
CIM_DOWN = "cim-down"
TOKENS_DOWN = "tokens-down"
NO_REXX = "system-rexx-down"
NO_APPLICATION = "no-appl"
NO_ROLES = "no-ejbrole"
NO_CIM_RIGHTS = "no-cim-rights"
NO_UPDATE = "no-jesjobs-update"
NO_ALTER = "no-jesjobs-alter"
NO_SPOOL_RIGHTS = "no-jesspool"
CONDITIONS: Mapping[str, str] = {
    JES_DOWN: "the job entry subsystems do not answer: nothing can be looked up or changed",
    READERS_EXHAUSTED: "no internal reader can be allocated: nothing can be submitted",
    SPOOL_UNREADABLE: "no spool file can be read",
    CIM_DOWN: "there is no CIM server: nothing can be changed asynchronously",
    TOKENS_DOWN: "nobody can log in for a token, or out",
    JOBS_VANISHED: "a restarted JES has not found its jobs yet: no request knows any",
    NO_REXX: "System REXX, which the jobs services need, is not active",
    NO_APPLICATION: "users have no READ access to the SAF prefix in the APPL class",
    NO_ROLES: "users have no READ access to IzuManagementFacilityRestJobs in the EJBROLE class",
    NO_CIM_RIGHTS: "users may not use the CIM server, which asynchronous requests go through",
    NO_UPDATE: "users have no UPDATE access in the JESJOBS class: none to hold, release or change a job",
    NO_ALTER: "users have no ALTER access in the JESJOBS class: none to cancel or purge a job",
    NO_SPOOL_RIGHTS: "users have no access to other users' output in the JESSPOOL class",
}
"""What each condition means, by its name in the control API."""


def visible(subsystem: Subsystem, conditions: frozenset[str]) -> Subsystem:
    """Return the subsystem as requests about its jobs see it."""
    return Subsystem(subsystem.name) if JOBS_VANISHED in conditions else subsystem


def check(ask: Ask, method: str) -> None:
    """Refuse what cannot be done while the conditions of ``ask`` last."""
    if not ask.conditions:
        return
    if ask.conditions & {NO_APPLICATION, NO_ROLES}:
        raise NO_ROLE.refuse(user=ask.user)
    if NO_REXX in ask.conditions:
        raise NO_SYSREXX.refuse()
    part = ask.route.part
    submits, changes = (part, method) == (Part.JOBS, "PUT"), part is Part.JOB and method != "GET"
    if submits and ask.conditions & {JES_DOWN, READERS_EXHAUSTED}:
        raise ALLOCATION_FAILED.refuse(code=ALLOCATION_FAILED.rc)
    if JES_DOWN in ask.conditions and not submits:
        raise (CHANGE_FAILED if changes else STATUS_FAILED).refuse(name=ask.subsystem.name)
    if part is Part.RECORDS and SPOOL_UNREADABLE in ask.conditions:
        raise SPOOL_FAILED.refuse()
