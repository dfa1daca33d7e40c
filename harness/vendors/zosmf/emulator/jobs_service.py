"""The jobs service: method and path to an operation, and every refusal to its document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from harness.emulation import Answer
from harness.exchange import Request, Response
from harness.vendors.zosmf.emulator import impairments
from harness.vendors.zosmf.emulator.addressing import Part, Route, parse_query, parse_route
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.authentication import Accounts
from harness.vendors.zosmf.emulator.documents import JOBS_PATH, Frame
from harness.vendors.zosmf.emulator.entry import JobEntry
from harness.vendors.zosmf.emulator.errors import NO_MATCH, NO_POST, Refusal
from harness.vendors.zosmf.emulator.incoming import Incoming
from harness.vendors.zosmf.emulator.listing import list_jobs
from harness.vendors.zosmf.emulator.modify import delete_job, modify_job
from harness.vendors.zosmf.emulator.release import Release
from harness.vendors.zosmf.emulator.spool import get_records, list_files
from harness.vendors.zosmf.emulator.status import get_job
from harness.vendors.zosmf.emulator.submit import submit_job
from harness.vendors.zosmf.emulator.system import Subsystem, System
from harness.vendors.zosmf.emulator.target_system import HEADER, place_of

_TUNNELLED = frozenset({"GET", "PUT", "DELETE"})
_ENCODED_SLASH = re.compile(r"%2f|%25|%5c|%22", re.IGNORECASE)
_BELOW = f"{JOBS_PATH}/"
_Operation = tuple[str, Callable[[Ask], Response]]


def serves(path: str) -> bool:
    """Tell whether a decoded path belongs to the jobs service."""
    return path == JOBS_PATH or path.startswith(_BELOW)


class JobsService:
    """Dispatches authenticated requests."""

    def __init__(self, entry: JobEntry, accounts: Accounts) -> None:
        self._accounts = accounts
        self._operations: Mapping[tuple[Part, str], _Operation] = {
            (Part.JOBS, "GET"): ("listJobs", list_jobs),
            (Part.JOBS, "PUT"): ("submitJob", lambda ask: submit_job(ask, entry)),
            (Part.JOB, "GET"): ("getJob", get_job),
            (Part.JOB, "PUT"): ("modifyJob", modify_job),
            (Part.JOB, "DELETE"): ("deleteJob", delete_job),
            (Part.FILES, "GET"): ("listSpoolFiles", list_files),
            (Part.RECORDS, "GET"): ("getSpoolRecords", get_records),
        }

    def answer(self, incoming: Incoming, user: str, system: System) -> Answer:
        """Answer one request; what is wrong with it becomes an error report document."""
        name = None
        try:
            method = _method(incoming.call.request, incoming.headers)
            _check_target(incoming.call.request, method, system.release)
            if HEADER in incoming.headers:
                system, user = place_of(incoming.headers, user, system, self._accounts)
            route = parse_route(method, incoming.path)
            found = self._operations.get((route.part, method))
            subsystem = system.subsystems.get(route.jes) if route.jes else system.primary
            if found is None or subsystem is None:
                # What an unknown secondary JES gets is not documented.
                raise NO_MATCH.refuse(method=method, path=incoming.path[len(JOBS_PATH) :])
            name, operation = found
            if name != "submitJob":
                subsystem = impairments.visible(subsystem, incoming.call.conditions)
            ask = _ask(incoming, user, route, system, subsystem)
            impairments.check(ask, method)
            return Answer(operation(ask), name)
        except Refusal as refusal:
            return Answer(refusal.response(), name)


def _ask(incoming: Incoming, user: str, route: Route, system: System, subsystem: Subsystem) -> Ask:
    call = incoming.call
    return Ask(
        user=user,
        route=route,
        query=parse_query(incoming.query),
        headers=incoming.headers,
        body=call.request.body,
        system=system,
        subsystem=subsystem,
        frame=Frame(call.now, call.base, system.wall, system.release, system.name),
        conditions=call.conditions,
    )


def _check_target(request: Request, method: str, release: Release) -> None:
    """Refuse a path that is encoded in a way that strict releases do not decode."""
    if not release.encoded_slash and _ENCODED_SLASH.search(request.path):
        raise NO_MATCH.refuse(method=method, path=request.path[len(JOBS_PATH) :])


def _method(request: Request, headers: Mapping[str, str]) -> str:
    """Return the method, or the one that a POST carries for another (Usage considerations)."""
    if request.method != "POST":
        return request.method
    tunnelled = headers.get("x-ibm-requested-method", "").strip().upper()
    if tunnelled not in _TUNNELLED:
        raise NO_POST.refuse()
    return tunnelled
