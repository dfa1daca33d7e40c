"""Users, their organisations and roles, and who may see and change whose jobs."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

ORGANISATION = "organization_1"
_SEPARATORS = ("|", "%7C", "%7c")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in; without organisation it is the root's."""

    name: str
    organisation: str | None
    administrator: bool = False

    @property
    def qualified(self) -> str:
        """``user|organisation``, as job descriptors name owners."""
        return self.name if self.organisation is None else f"{self.name}|{self.organisation}"

    def may_read(self, owner: str) -> bool:
        """Tell whether jobs of ``owner`` may be seen and changed.

        An administrator's reach is the own organisation, the superuser's everything (web services guide).
        """
        if owner == self.qualified:
            return True
        if not self.administrator:
            return False
        return self.organisation is None or owner.partition("|")[2] == self.organisation


_KNOWN = (
    User("jasperadmin", ORGANISATION, administrator=True),
    User("joeuser", ORGANISATION),
    User("superuser", None, administrator=True),
    User("tenant2admin", "organization_2", administrator=True),
)
DEFAULT_USERS: Mapping[str, str] = {user.name: user.name for user in _KNOWN}
"""Passwords by user."""


class Accounts:
    """The users that may call, and their passwords."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        known = {user.name: user for user in _KNOWN}
        users = {name: known.get(name) or _named(name) for name in passwords}
        self._passwords = {user.qualified: passwords[name] for name, user in users.items()}
        self._users: dict[str, User] = {}
        for user in users.values():
            self._users[user.name] = self._users[user.qualified] = user
        pairs = (
            (f"{name}:{self._passwords[user.qualified]}", user) for name, user in list(self._users.items())
        )
        # Nearly every request brings credentials in this very form.
        self._usual = {base64.b64encode(pair.encode()).decode(): user for pair, user in pairs}

    def by_basic(self, encoded: str) -> tuple[str, User | None]:
        """Return the name that Basic credentials bear, and the user whom they prove."""
        user = self._usual.get(encoded)
        if user is not None:
            return user.name, user
        try:
            text = base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return "", None
        name, _, password = text.partition(":")
        return name, self.by_password(name, password)

    def by_password(self, name: str, password: str) -> User | None:
        """Return the user whom a name and a password prove; an organisation may stand behind the name."""
        for separator in _SEPARATORS[1:]:
            name = name.replace(separator, _SEPARATORS[0])
        user = self._users.get(name)
        return user if user is not None and self._passwords[user.qualified] == password else None


def _named(name: str) -> User:
    plain, _, organisation = name.partition("|")
    return User(plain, organisation or ORGANISATION)
