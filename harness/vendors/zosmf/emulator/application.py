"""The application: order of checks, and what the emulation frame asks of a vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from harness.emulation import Answer, Call, EmulatorSettings, Notice
from harness.exchange import Response
from harness.vendors.zosmf.emulator import information, token_service
from harness.vendors.zosmf.emulator.authentication import (
    CSRF_HEADER,
    Accounts,
    Caller,
    authenticate,
    by_certificate,
    cross_site,
    login_cookies,
    not_let_in,
    unauthenticated,
)
from harness.vendors.zosmf.emulator.entry import JobEntry
from harness.vendors.zosmf.emulator.impairments import CONDITIONS
from harness.vendors.zosmf.emulator.incoming import Incoming
from harness.vendors.zosmf.emulator.inspection import describe_job
from harness.vendors.zosmf.emulator.jobs_service import JobsService, serves
from harness.vendors.zosmf.emulator.lifecycle import course_of
from harness.vendors.zosmf.emulator.messages import empty_response, with_headers, without_server_headers
from harness.vendors.zosmf.emulator.notifications import due_notices
from harness.vendors.zosmf.emulator.prefill import prefill
from harness.vendors.zosmf.emulator.release import DRIFTS, Release
from harness.vendors.zosmf.emulator.residents import reside
from harness.vendors.zosmf.emulator.system import System

DEFAULT_USERS: Mapping[str, str] = {"IBMUSER": "SYS1", "OTHER": "SYS1"}
"""Passwords by user."""


class ZosmfApplication:
    """Answers requests to z/OSMF; all state is in one ``System``."""

    conditions = CONDITIONS

    def __init__(self, settings: EmulatorSettings, epoch: datetime) -> None:
        self._prefill = settings.prefill
        self._epoch = epoch
        self._accounts = Accounts(dict(settings.users) or DEFAULT_USERS)
        self._jobs_service = JobsService(JobEntry(settings, self._accounts), self._accounts)
        self._release = DRIFTS.release(settings.drifts)
        self._system = self._new_system(settings.seed)

    def _new_system(self, seed: int) -> System:
        system = System.new(self._epoch, seed, self._release)
        prefill(system, self._prefill)
        for each in (system, *system.others.values()):
            reside(each)
        return system

    def answer(self, call: Call) -> Answer:
        """Answer one request, whatever it holds."""
        answer = self._answer(Incoming.of(call))
        if self._release.server_headers:
            return answer
        return Answer(without_server_headers(answer.response), answer.operation)

    def _answer(self, incoming: Incoming) -> Answer:
        system, call = self._system, incoming.call
        caller = authenticate(incoming.headers, self._accounts, system.tokens, call.now, system.passwords)
        if caller is None and call.subject:
            caller = by_certificate(incoming.headers, self._accounts, call.subject)
        if incoming.path == token_service.PATH:
            response = token_service.serve_tokens(incoming, caller, system, self._accounts)
            return Answer(response, "authenticate")
        if incoming.path == information.PATH and call.request.method == "GET":
            return Answer(_inform(incoming, caller, self._release), "getInfo")
        if caller is None:
            # Authentication comes before everything else, a missing path included.
            return Answer(not_let_in(incoming.headers, self._release))
        if not serves(incoming.path):
            return Answer(empty_response(404))
        return self._answer_jobs(incoming, caller)

    def _answer_jobs(self, incoming: Incoming, caller: Caller) -> Answer:
        call = incoming.call
        if self._release.cross_site_header and CSRF_HEADER not in incoming.headers:
            return Answer(cross_site(call.base))
        answer = self._jobs_service.answer(incoming, caller.user, self._system)
        if caller.login is not None:
            return answer
        tokens = self._system.tokens
        if not self._release.token_every_time and tokens.known(caller.user, call.now):
            return answer
        # Tokens come with every request without a token, never with one by token (zowe/api-layer#376).
        login = tokens.login(caller.user, call.now, self._system.seed)
        cookies = login_cookies(login, secure=incoming.secure, release=self._release)
        return Answer(with_headers(answer.response, cookies), answer.operation)

    def expired(self, call: Call) -> Response:
        """Return what a caller gets whose token has run out: the same as without credentials."""
        del call
        return unauthenticated()

    def snapshot(self) -> System:
        """Return a copy of the whole state."""
        return self._system.copy()

    def restore(self, snapshot: Any) -> None:
        """Go back to a copy of the state; the copy can be used again."""
        self._system = snapshot.copy()

    def reset(self, seed: int) -> None:
        """Start again without jobs and logins."""
        self._system = self._new_system(seed)

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe every job that is not purged."""
        described = (describe_job(job, now) for job in self._system.every_job())
        return [document for document in described if document is not None]

    def count(self, now: int) -> int:
        """Return how many jobs are not purged."""
        return sum(1 for job in self._system.every_job() if course_of(job, now).gone is None)

    def notices(self, now: int) -> Sequence[Notice]:
        """Hand over the job completed documents that are due, each once."""
        systems = (self._system, *self._system.others.values())
        return tuple(notice for system in systems for notice in due_notices(system, now))


def _inform(incoming: Incoming, caller: Caller | None, release: Release) -> Response:
    if caller is None and ("authorization" in incoming.headers or not release.open_information):
        return not_let_in(incoming.headers, release)
    return information.information(incoming.call.base, release, authenticated=caller is not None)
