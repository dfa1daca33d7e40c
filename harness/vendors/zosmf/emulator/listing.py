"""List jobs: filters that narrow together, wildcards, and the silent limit (IBM topic: List the jobs)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

import orjson

from harness.emulation.store import Store
from harness.exchange import Response
from harness.vendors.zosmf.emulator.addressing import JOB_ID
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.correlator import USER_PART, user_part
from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.documents import execution_data, job_document
from harness.vendors.zosmf.emulator.errors import BAD_QUERY
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.lifecycle import course_of
from harness.vendors.zosmf.emulator.messages import json_response
from harness.vendors.zosmf.emulator.phases import Status
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release

_PATTERN = re.compile(r"[A-Z0-9$#@*?]{1,8}")
_LIMIT = re.compile(r"[0-9]{1,9}")
_MOST = 1000
_WILD = frozenset("*?")


def list_jobs(ask: Ask) -> Response:
    """Answer with the documents of the jobs that every given filter lets through; ``[]`` when none."""
    wanted = read_filter(ask.query, ask.user, ask.release)
    found = islice(_matching(ask, wanted), wanted.limit)
    extra = ask.release.exec_data and ask.query.get("exec-data", "").upper() == "Y"
    documents = [
        {**job_document(job, course, ask.frame), **(execution_data(course, ask.frame) if extra else {})}
        for job, course in found
    ]
    return json_response(200, orjson.dumps(documents))


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; patterns are upper case."""

    owner: str
    prefix: str
    job_id: str | None
    user_part: str | None
    active_only: bool
    limit: int


def read_filter(query: Mapping[str, str], user: str, release: Release = DOCUMENTED) -> Filter:
    """Read the query; refuse what is not valid (6/4/4), pass over what is unknown."""
    job_id, correlator = query.get("jobid"), query.get("user-correlator")
    if job_id is not None and JOB_ID.fullmatch(job_id.upper()) is None:
        raise BAD_QUERY.refuse(name="jobid")
    if correlator is not None and (job_id is not None or USER_PART.fullmatch(correlator) is None):
        # That the two exclude each other is documented, not what the answer is.
        raise BAD_QUERY.refuse(name="user-correlator")
    return Filter(
        _pattern(query, "owner", user, release),
        _pattern(query, "prefix", "*", release),
        None if job_id is None else job_id.upper(),
        correlator,
        # Only the value `active` is supported; any other is passed over (zowe-cli#1490).
        release.active_filter and query.get("status", "").lower() == "active",
        _limit(query.get("max-jobs", "")),
    )


def _pattern(query: Mapping[str, str], name: str, default: str, release: Release) -> str:
    value = query.get(name, default).upper()
    if _PATTERN.fullmatch(value) is None or ("?" in value and not release.one_character):
        raise BAD_QUERY.refuse(name=name)
    return value


def _limit(text: str) -> int:
    """Return ``max-jobs``; a missing or incorrect one is silently 1000."""
    value = int(text) if _LIMIT.fullmatch(text) else 0
    return value if 1 <= value <= _MOST else _MOST


def _matching(ask: Ask, wanted: Filter) -> Iterator[tuple[Job, Course]]:
    owned, named = _matcher(wanted.owner), _matcher(wanted.prefix)
    now, subsystem = ask.now, ask.subsystem
    for job in chain(_candidates(subsystem.jobs, wanted), _candidates(subsystem.residents, wanted)):
        if now < job.readable or not (owned(job.owner) and named(job.name)):
            continue
        if wanted.user_part is not None and user_part(job.correlator or "") != wanted.user_part:
            continue
        if wanted.active_only and job.ended_by_itself(now):
            continue
        course = course_of(job, now)
        if course.gone is None and (not wanted.active_only or course.status(now) is Status.ACTIVE):
            yield job, course


def _candidates(jobs: Store[Job], wanted: Filter) -> Iterator[Job]:
    """Return all jobs that may be wanted, and as few others as the store allows."""
    if wanted.job_id is not None:
        job = jobs.get(wanted.job_id)
        return iter([] if job is None else [job])
    start = re.split(r"[*?]", wanted.prefix, maxsplit=1)[0]
    one_owner = not set(wanted.owner) & _WILD
    if one_owner and (wanted.prefix == "*" or jobs.fewer_owned(wanted.owner, start)):
        return jobs.owned(wanted.owner)
    return iter(jobs) if wanted.prefix == "*" else jobs.named(start, _matcher(wanted.prefix))


@lru_cache(maxsize=1024)
def _matcher(pattern: str) -> Callable[[str], bool]:
    """Return a test for ``pattern``: ``*`` stands for any characters, ``?`` for one (APAR PH44152)."""
    if pattern == "*":
        return _anything
    if not set(pattern) & _WILD:
        return pattern.__eq__
    # Runs of stars mean the same as one, and one star at a time cannot make the search explode.
    collapsed = re.sub(r"\*+", "*", pattern)
    parts = {"*": ".*", "?": "."}
    compiled = re.compile("".join(parts.get(each, re.escape(each)) for each in collapsed))
    return lambda name: compiled.fullmatch(name) is not None


def _anything(_: str) -> bool:
    return True
