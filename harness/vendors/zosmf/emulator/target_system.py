"""Requests for another system: which one, and as whom (IBM V2R4 topic "Change the job class").

The nickname of the local system counts for none. User and password are honoured only together; without
them the caller is known there by single sign-on, or as whom an earlier request said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from harness.vendors.zosmf.emulator.authentication import Accounts
from harness.vendors.zosmf.emulator.errors import BAD_HEADER
from harness.vendors.zosmf.emulator.system import System

HEADER = "x-ibm-target-system"


class Place(NamedTuple):
    """The system that serves a request, and the user that it is served as."""

    system: System
    user: str


def place_of(headers: Mapping[str, str], user: str, system: System, accounts: Accounts) -> Place:
    """Return where a request goes; refuse a system that is not known, and a password that is wrong.

    What z/OSMF answers to either is not documented.
    """
    nickname = headers.get(HEADER, "").strip().upper()
    if not system.release.target_systems or nickname in ("", system.name):
        return Place(system, user)
    if nickname not in system.others:
        raise BAD_HEADER.refuse(name="X-IBM-Target-System")
    there, password = headers.get(f"{HEADER}-user"), headers.get(f"{HEADER}-password")
    if there and password:
        if not accounts.proves(there.upper(), password, system.passwords):
            raise BAD_HEADER.refuse(name="X-IBM-Target-System-Password")
        system.known_there[user, nickname] = there.upper()
    return Place(system.others[nickname], system.known_there.get((user, nickname), user))
