"""Who may log in, and the resources around it: login and logout, v2 and v3, and the look at a session id.

One session id serves both versions of the API (REST API reference, Session IDs).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.emulation.clock import SECOND
from harness.exchange import Response
from harness.vendors.iics.emulator.documents import success
from harness.vendors.iics.emulator.errors import BAD_LOGIN, BAD_LOGIN_V3, NO_SESSION, Refusal
from harness.vendors.iics.emulator.identifiers import ORGANISATION, ORGANISATION_UUID, USER, object_id
from harness.vendors.iics.emulator.incoming import Incoming, wanted
from harness.vendors.iics.emulator.messages import answered, empty, json_answer

POD = "pod"
"""Name of the listener that stands for the organisation's pod; the first one is the region's host."""
SESSION_HEADER = "icsessionid"
SESSION_HEADER_V3 = "infa-session-id"
_MADE = "2025-06-02T13:00:00.000Z"


class Accounts:
    """The users of the organisation, and what they do with their sessions."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._passwords = passwords
        self._numbers = {user: number for number, user in enumerate(passwords, start=1)}

    def login(self, incoming: Incoming) -> Response:
        """Answer a v2 login with the user object."""
        user = self._proven(incoming, BAD_LOGIN.refuse())
        return answered(incoming, self._user_document(user, _new_session(incoming, user), incoming))

    def login_v3(self, incoming: Incoming) -> Response:
        """Answer a v3 login with the products and the user."""
        user = self._proven(incoming, BAD_LOGIN_V3.refuse())
        document = {
            "products": [{"name": "Integration Cloud", "baseApiUrl": _server(incoming)}],
            "userInfo": {
                "sessionId": _new_session(incoming, user),
                "id": self._id(user, incoming),
                "name": user,
                "parentOrgId": "",
                "orgId": ORGANISATION,
                "orgName": "Harness",
                "groups": {},
                "status": "Active",
            },
        }
        return json_answer(document)

    def logout(self, incoming: Incoming) -> Response:
        """End the session of the header; the body is not read."""
        incoming.system.sessions.logout(incoming.headers[SESSION_HEADER])
        return empty()

    def logout_v3(self, incoming: Incoming) -> Response:
        """End the session of the v3 header."""
        incoming.system.sessions.logout(incoming.headers[SESSION_HEADER_V3])
        return empty()

    def logout_all(self, incoming: Incoming) -> Response:
        """End every session of the organisation, whoever's it is."""
        self._proven(incoming, BAD_LOGIN.refuse())
        incoming.system.sessions.logout_all()
        return answered(incoming, success("All sessions of the organization have ended."))

    def validate(self, incoming: Incoming) -> Response:
        """Tell whether a session id is good, and for how many minutes."""
        body = incoming.body()
        user, token = wanted(body, "userName"), wanted_token(body)
        system = incoming.system
        session = system.sessions.kept.get(token)
        owned = session is not None and session.user == user
        left = system.sessions.left(token, incoming.now, system.release) if owned else 0
        minutes = -(-left // (60 * SECOND))
        document = {"@type": "validatedToken", "timeUntilExpire": minutes, "isValidToken": minutes > 0}
        return answered(incoming, document)

    def _proven(self, incoming: Incoming, refusal: Refusal) -> str:
        body = incoming.body()
        user, password = wanted(body, "username"), wanted(body, "password")
        if self._passwords.get(user) != password:
            status = refusal.status if refusal.code != BAD_LOGIN.code else incoming.system.release.bad_login
            raise Refusal(status, refusal.code, refusal.description)
        return user

    def _user_document(self, user: str, token: str, incoming: Incoming) -> dict[str, Any]:
        first, _, last = user.partition("@")
        return {
            "@type": "user",
            "id": self._id(user, incoming),
            incoming.system.release.org_field: ORGANISATION,
            "orgUuid": ORGANISATION_UUID,
            "name": user,
            "description": None,
            "createTime": _MADE,
            "updateTime": _MADE,
            "createdBy": user,
            "updatedBy": user,
            "firstName": first,
            "lastName": last,
            "title": "",
            "phone": "",
            "emails": user,
            "timezone": "America/New_York",
            "serverUrl": _server(incoming),
            "spiUrl": None,
            "icSessionId": token,
            "securityQuestion": "SPOUSE_MEETING_CITY",
            "forceChangePassword": False,
            "uuid": None,
            "usergroups": [],
            "roles": [],
        }

    def _id(self, user: str, incoming: Incoming) -> str:
        return object_id(USER, self._numbers[user], long=incoming.system.release.long_ids)


def caller_of(incoming: Incoming, header: str) -> str:
    """Return the user of the session id in ``header``, and keep the session alive; refuse any other."""
    system = incoming.system
    session = system.sessions.use(incoming.headers.get(header, ""), incoming.now, system.release)
    if session is None:
        raise NO_SESSION.refuse()
    return session.user


def wanted_token(body: Mapping[str, Any]) -> str:
    """Return the session id in a body, however long it is."""
    token = body.get("icToken")
    return token if isinstance(token, str) and token else wanted(body, "icToken")


def _new_session(incoming: Incoming, user: str) -> str:
    system = incoming.system
    return system.sessions.login(user, incoming.now, system.seed, system.release)


def _server(incoming: Incoming) -> str:
    """Return the address of the pod, where everything but a login is asked for."""
    pod = incoming.call.further.get(POD, incoming.call.base)
    return f"{pod}/saas" if incoming.system.release.saas else pod
