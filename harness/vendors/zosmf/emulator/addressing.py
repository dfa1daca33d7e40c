"""Request targets to routes: which jobs, which job, which of its files.

Paths are decoded as a whole before they are split, because clients send ``#`` raw or as ``%23``, the
colon of a correlator as ``%3A``, and the Zowe Python SDK even the slashes as ``%2F``.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus

from harness.vendors.zosmf.emulator.documents import JOBS_PATH
from harness.vendors.zosmf.emulator.errors import LOOKUP_DETAILS, LOOKUP_FAILED, NO_MATCH

JOB_ID = re.compile(r"(?=.{2,8}\Z)(?:JOB|STC|TSU|J|S|T)\d+", re.ASCII)
"""A job id that JES can look up."""
_JES = r"(?:/-(?P<jes>[A-Za-z$#@][A-Za-z0-9$#@]{0,3}))"
_PART = r"(?P<files>/files(?:/(?P<file>JCL|[0-9]{1,9})/records)?)?"
_OF_ALL = re.compile(rf"{_JES}?/?")
# A first segment with a colon, or as long as the system's part of a correlator, is a correlator; a
# secondary JES knows none.
_BY_CORRELATOR = re.compile(rf"/(?!-)(?P<correlator>[^/]*:[^/]*|[^/]{{31,}}){_PART}")
_BY_NAME = re.compile(rf"{_JES}?/(?P<name>[A-Za-z0-9$#@?]{{1,30}})/(?P<job_id>[A-Za-z0-9]{{1,8}}){_PART}")


class Part(StrEnum):
    """What of the jobs a path addresses."""

    JOBS = "jobs"
    JOB = "job"
    FILES = "files"
    RECORDS = "records"


class Route(NamedTuple):
    """A path, read. ``correlator`` or both of ``name`` and ``job_id`` are set where a job is addressed.

    They are spelled as in the path: messages repeat them so (zowe/jobs, captured). Who looks for the job
    folds them to upper case; that paths are folded like queries is inferred.
    """

    part: Part
    jes: str = ""
    """Name of a secondary JES, empty for the primary one."""
    name: str = ""
    job_id: str = ""
    correlator: str = ""
    file: str = ""

    @property
    def reference(self) -> str:
        """The job as messages name it."""
        return self.correlator or f"{self.name}({self.job_id})"

    def check_job_id(self) -> None:
        """Refuse an id that is legal in a path and yet none: the look-up itself fails (captured)."""
        if self.job_id and JOB_ID.fullmatch(self.job_id.upper()) is None:
            raise LOOKUP_FAILED.refuse(reference=self.reference, details=LOOKUP_DETAILS)


def decode_path(raw: str) -> str:
    """Return a raw path with its percent escapes decoded."""
    return unquote(raw, errors="replace") if "%" in raw else raw


def parse_query(raw: str) -> dict[str, str]:
    """Return the query parameters; of a repeated one the first."""
    found: dict[str, str] = {}
    for pair in raw.split("&") if raw else ():
        name, _, value = pair.partition("=")
        found.setdefault(unquote_plus(name, errors="replace"), unquote_plus(value, errors="replace"))
    return found


def parse_route(method: str, path: str) -> Route:
    """Read a decoded path that begins with the jobs path; refuse one that addresses nothing (6/4/7)."""
    info = path[len(JOBS_PATH) :]
    route = _route(info)
    if route is None:
        raise NO_MATCH.refuse(method=method, path=info)
    return route


@lru_cache(maxsize=1024)  # A poller asks for the same few jobs again and again.
def _route(info: str) -> Route | None:
    found = _BY_NAME.fullmatch(info) or _BY_CORRELATOR.fullmatch(info)
    if found is not None:
        return _job_route(found)
    if (found := _OF_ALL.fullmatch(info)) is not None:
        return Route(Part.JOBS, (found["jes"] or "").upper())
    return None


def _job_route(found: re.Match[str]) -> Route:
    groups = found.groupdict("")
    file = groups["file"]
    part = Part.RECORDS if file else Part.FILES if groups["files"] else Part.JOB
    if "correlator" in groups:
        return Route(part, correlator=groups["correlator"], file=file)
    return Route(part, groups["jes"].upper(), groups["name"], groups["job_id"], file=file)
