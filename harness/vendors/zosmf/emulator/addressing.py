"""Request targets to routes: which jobs, which job, which of its files.

Paths are decoded as a whole before they are split, because clients send ``#`` raw or as ``%23``, the
colon of a correlator as ``%3A``, and the Zowe Python SDK even the slashes as ``%2F``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, unquote_plus

from harness.vendors.zosmf.emulator.documents import JOBS_PATH
from harness.vendors.zosmf.emulator.errors import LOOKUP_DETAILS, LOOKUP_FAILED, NO_MATCH

_LEGAL_NAME = re.compile(r"[A-Za-z0-9$#@?]{1,30}")
_LEGAL_ID = re.compile(r"[A-Za-z0-9]{1,8}")
JOB_ID = re.compile(r"(?=.{2,8}\Z)(?:JOB|STC|TSU|J|S|T)\d+", re.ASCII)
"""A job id that JES can look up."""
_JES_NAME = re.compile(r"[A-Z$#@][A-Z0-9$#@]{0,3}")
_CORRELATOR_LENGTH = 31


class Part(Enum):
    """What of the jobs a path addresses."""

    JOBS = "jobs"
    JOB = "job"
    FILES = "files"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Route:
    """A path, read. ``correlator`` or both of ``name`` and ``job_id`` are set where a job is addressed."""

    part: Part
    jes: str | None = None
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
        if self.job_id and JOB_ID.fullmatch(self.job_id) is None:
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
    if info in ("", "/"):
        return Route(Part.JOBS)
    jes, rest = None, info[1:]
    if rest.startswith("-"):
        jes, _, rest = rest[1:].partition("/")
        jes = jes.upper()
        if _JES_NAME.fullmatch(jes) is None:
            raise NO_MATCH.refuse(method=method, path=info)
        if not rest:
            return Route(Part.JOBS, jes)
    route = _job_route(jes, rest.split("/"))
    if route is None:
        raise NO_MATCH.refuse(method=method, path=info)
    return route


def _job_route(jes: str | None, segments: list[str]) -> Route | None:
    """Read what follows the JES name: a job, and possibly a part of it."""
    first = segments[0]
    if jes is None and (":" in first or len(first) >= _CORRELATOR_LENGTH):
        return _with_part(segments[1:], jes, correlator=first.upper())
    if len(segments) < 2 or _LEGAL_NAME.fullmatch(first) is None:
        return None
    if _LEGAL_ID.fullmatch(segments[1]) is None:
        return None
    return _with_part(segments[2:], jes, name=first.upper(), job_id=segments[1].upper())


def _with_part(rest: list[str], jes: str | None, **job: str) -> Route | None:
    if not rest:
        return Route(Part.JOB, jes, **job)
    if rest == ["files"]:
        return Route(Part.FILES, jes, **job)
    if len(rest) == 3 and rest[0] == "files" and rest[2] == "records" and _is_file(rest[1]):
        return Route(Part.RECORDS, jes, **job, file=rest[1])
    return None


def _is_file(text: str) -> bool:
    return text == "JCL" or (text.isascii() and text.isdigit() and len(text) <= 9)
