"""Who may call, and what each role may do: the accounts and roles of shiro.ini.

A permission is a path such as ``sos:products:joc_cockpit:order:execute:suspend``; one that is granted
covers all below it, and one with a leading ``-`` is taken away. The role names are those of the shipped
sample; what each of them holds here is a choice of this emulator.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

PREFIX: Final = "sos:products:joc_cockpit"
_VIEWS: Final = (
    *(f"{PREFIX}:{name}:view" for name in ("order", "job", "job_chain", "history", "daily_plan")),
    f"{PREFIX}:jobscheduler_master:view:status",
)
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "all": ("sos:products",),
    "administrator": ("sos:products", f"-{PREFIX}:jobscheduler_master:administration:edit_permissions"),
    "application_manager": ("sos:products", f"-{PREFIX}:jobscheduler_master:execute"),
    "it_operator": (
        *_VIEWS,
        f"{PREFIX}:audit_log:view:status",
        f"{PREFIX}:order",
        f"{PREFIX}:job",
        f"{PREFIX}:job_chain",
    ),
    "incident_manager": (*_VIEWS, f"{PREFIX}:order:execute", f"{PREFIX}:job:execute"),
    "business_user": _VIEWS,
    "api_user": (*_VIEWS, f"{PREFIX}:job_chain:execute:add_order", f"{PREFIX}:order:execute:start"),
    "nobody": (),
}
FOLDERS: Final[Mapping[str, tuple[str, ...]]] = {"api_user": ("/agent", "/batch")}
"""Roles that are kept to some folders."""
USERS: Final[Mapping[str, str]] = {"root": "root", **{role: role for role in ROLES if role != "all"}}
"""Passwords by account: ``root`` as installed, and one account for each further role, called like it."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account that has proved who it is."""

    user: str
    role: str

    def enters(self, path: str) -> bool:
        """Tell whether the account's role is not kept out of the folder that an object lies in."""
        folders = FOLDERS.get(self.role)
        return folders is None or any(path.startswith(f"{folder}/") for folder in folders)

    def may(self, *permissions: str) -> bool:
        """Tell whether the account has one of ``permissions``, written below ``PREFIX``."""
        return _grants(self.role, permissions)


class Accounts:
    """The accounts by name."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._passwords = dict(passwords) or USERS

    def account(self, user: str, password: str) -> Account | None:
        """Return the account that a user and a password prove."""
        known = self._passwords.get(user)
        if known is None or known != password:
            return None
        return Account(user, user if user in ROLES else "all")


def credentials(authorization: str) -> tuple[str, str] | None:
    """Return user and password of an Authorization header, None when they cannot be decoded.

    The scheme's name is not looked at. Nothing is trimmed: a newline that was encoded with the
    password is part of it.
    """
    encoded = authorization.partition(" ")[2].strip()
    if not encoded:
        return None
    try:
        text = base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None
    user, _, password = text.partition(":")
    return user, password


@lru_cache(maxsize=1024)
def _grants(role: str, permissions: tuple[str, ...]) -> bool:
    return any(_granted(ROLES[role], f"{PREFIX}:{each}") for each in permissions)


def _granted(held: tuple[str, ...], permission: str) -> bool:
    taken = any(_covers(each[1:], permission) for each in held if each.startswith("-"))
    return not taken and any(_covers(each, permission) for each in held)


def _covers(held: str, permission: str) -> bool:
    return permission == held or permission.startswith(f"{held}:")
