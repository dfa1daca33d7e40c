"""Request targets to resources of the server."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus

CONTEXTS = ("/jasperserver-pro", "/jasperserver")
"""Commercial editions and the Community Edition; both are served."""
_MOST_PARAMETERS = 2_000
_LONGEST_NUMBER = 19
_JOB = re.compile(r"/rest_v2/jobs/(\d+)(/state)?", re.ASCII)
_HISTORY = re.compile(r"/rest_v2/jobsAudit/jobsHistoricalData/(\d+)", re.ASCII)
_CALENDAR = re.compile(r"/rest_v2/jobs/calendars/([^/]+)")
_INFORMATION = re.compile(r"/rest_v2/serverInfo/([A-Za-z]+)", re.ASCII)
_FIXED = {
    "/rest_v2/jobs": "jobs",
    "/rest_v2/jobs/pause": "pause",
    "/rest_v2/jobs/resume": "resume",
    "/rest_v2/jobs/restart": "restart",
    "/rest_v2/jobs/calendars": "calendars",
    "/rest_v2/login": "login",
    "/rest_v2/serverInfo": "serverInfo",
    "/logout.html": "logout",
}


class Route(NamedTuple):
    """A path, read. ``resource`` is empty where there is none; ``name`` is the last thing the path names."""

    context: str
    resource: str
    name: str = ""


_NOWHERE = Route("", "")


@lru_cache(maxsize=1024)
def parse_route(raw: str) -> Route:
    """Read a raw path. A trailing slash makes no difference; a number is digits only."""
    for context in CONTEXTS:
        if raw.startswith(context) and raw[len(context) : len(context) + 1] in ("", "/"):
            return _below(context, raw[len(context) :])
    return _NOWHERE


def _below(context: str, raw: str) -> Route:
    # Parameters behind a semicolon belong to the servlet container, such as ;jsessionid=…
    path = raw.partition(";")[0]
    path = path.removesuffix("/")
    resource = _FIXED.get(path)
    if resource is not None:
        return Route(context, resource)
    if (found := _JOB.fullmatch(path)) is not None:
        number = found[1]
        # A number that no long holds is a path that matches nothing.
        known = len(number.lstrip("0")) <= _LONGEST_NUMBER - 1
        return Route(context, "state" if found[2] else "job", number) if known else Route(context, "")
    return _named(context, path)


def _named(context: str, path: str) -> Route:
    for resource, pattern in (("calendar", _CALENDAR), ("information", _INFORMATION), ("history", _HISTORY)):
        found = pattern.fullmatch(path)
        if found is not None:
            return Route(context, resource, unquote(found[1], errors="replace"))
    return Route(context, "")


def parse_query(raw: str) -> dict[str, list[str]]:
    """Return every value of each query parameter, in order; also of a form's body."""
    found: dict[str, list[str]] = {}
    for pair in raw.split("&", _MOST_PARAMETERS)[:_MOST_PARAMETERS] if raw else ():
        name, _, value = pair.partition("=")
        found.setdefault(_decoded(name), []).append(_decoded(value))
    return found


def _decoded(text: str) -> str:
    return unquote_plus(text, errors="replace") if "%" in text or "+" in text else text
