"""The application: order of checks, and what the emulation frame asks of a vendor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar, Final
from urllib.parse import unquote

from harness.emulation import JOBS_VANISHED, Answer, Call, EmulatorSettings, Notice
from harness.emulation.store import Store
from harness.exchange import Response
from harness.vendors.i2rest.emulator import oauth
from harness.vendors.i2rest.emulator.answers import (
    error,
    insufficient_scope,
    other_method,
    unauthenticated,
)
from harness.vendors.i2rest.emulator.asked import Asked, head_of
from harness.vendors.i2rest.emulator.command_service import run_command
from harness.vendors.i2rest.emulator.inspection import describe_job, prefill
from harness.vendors.i2rest.emulator.management import manage
from harness.vendors.i2rest.emulator.pcml.document import Program
from harness.vendors.i2rest.emulator.program_service import run_program
from harness.vendors.i2rest.emulator.programs import duration
from harness.vendors.i2rest.emulator.publications import anonymous, published
from harness.vendors.i2rest.emulator.release import DRIFTS
from harness.vendors.i2rest.emulator.sessions import SessionJob
from harness.vendors.i2rest.emulator.system import System
from harness.vendors.i2rest.emulator.tokens import Grant

CLIENTS: Final[Mapping[str, tuple[str, str]]] = {"harness": ("harness", "USRX"), "other": ("other", "USRY")}
"""Secret and user profile by OAuth2 client."""
USERS: Final[Mapping[str, str]] = {"USRX": "USRX", "USRY": "USRY"}
"""Passwords of the user profiles."""
POOL_TAKEN: Final = "pool-taken"


@lru_cache(maxsize=256)
def _segments(path: str, *, slash_ignored: bool) -> tuple[str, ...]:
    parts = [unquote(part, errors="replace") for part in path.removeprefix("/").split("/")]
    if slash_ignored and len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)


class I2RestApplication:
    """Answers requests to the gates; all state is in one ``System``."""

    conditions: ClassVar[Mapping[str, str]] = {
        POOL_TAKEN: "every anonymous session is taken, and no more may be started",
        JOBS_VANISHED: "a restarted system has not found its jobs yet: no look-up program knows any",
    }

    def __init__(self, settings: EmulatorSettings, epoch: datetime) -> None:
        self._settings = settings
        self._epoch = epoch
        self._users = dict(settings.users) or USERS
        self._release = DRIFTS.release(settings.drifts)
        self._system = self._new_system(settings.seed)
        self._services: Mapping[tuple[str, ...], tuple[Callable[[Call], Response], str]] = {
            ("",): (self._manage, "manage"),
            ("oauth2", "token"): (self._token, "requestToken"),
            ("oauth2", "device"): (self._device, "authorizeDevice"),
            ("oauth2", "device", "enter"): (self._approval, "approveDevice"),
            ("run_command",): (self._command, "runCommand"),
        }

    def _new_system(self, seed: int) -> System:
        system = System.new(self._epoch, seed, self._release)
        prefill(system, self._settings.prefill)
        return system

    def answer(self, call: Call) -> Answer:
        """Answer one request, whatever it holds."""
        self._system.requests += 1
        segments = _segments(call.request.path, slash_ignored=self._release.trailing_slash)
        service, operation = self._service(segments)
        if service is None:
            return Answer(error(404, "Not found"))
        if call.request.method != "POST":
            return Answer(other_method(), operation)
        return Answer(service(call), operation)

    def _service(self, segments: tuple[str, ...]) -> tuple[Callable[[Call], Response] | None, str | None]:
        """Return what answers at a path, and the name of its operation."""
        if segments in self._services:
            return self._services[segments]
        below = segments[1:] if self._release.below_run_program else segments
        if len(below) == 2 and (below is segments or segments[0] == "run_program"):
            return lambda call: self._program(call, *below), "runProgram"
        return None, None

    def _token(self, call: Call) -> Response:
        return oauth.serve_token(call, CLIENTS, self._system)

    def _device(self, call: Call) -> Response:
        return oauth.serve_device(call, CLIENTS, self._system)

    def _approval(self, call: Call) -> Response:
        return oauth.serve_approval(call, self._users, self._system)

    def _granted(self, call: Call) -> Grant | None:
        return self._system.tokens.grant(head_of(call.request.headers.fields).bearer, call.now)

    def _manage(self, call: Call) -> Response:
        grant = self._granted(call)
        if grant is None:
            return unauthenticated()
        if self._release.management_scope not in grant.scopes:
            return insufficient_scope()
        return manage(call, self._system)

    def _command(self, call: Call) -> Response:
        grant = self._granted(call)
        if grant is None:
            return unauthenticated()
        if "run_command" not in grant.scopes:
            return insufficient_scope()
        return run_command(self._asked(call, grant.session))

    def _program(self, call: Call, mount: str, name: str) -> Response:
        grant = self._granted(call)
        if grant is None and (head_of(call.request.headers.fields).authorized or not anonymous(mount)):
            return unauthenticated()
        if grant is not None and "run_program" not in grant.scopes:
            return insufficient_scope()
        program = self._published(mount, name)
        if program is None:
            return error(404, "Not found")
        if grant is None:
            return self._anonymously(call, mount, program)
        return run_program(self._looked_up(call, grant.session), mount, program)[0]

    def _published(self, mount: str, name: str) -> Program | None:
        program = published().get((mount, name))
        if program is None or self._release.dates:
            return program
        dated = any(data.type in {"date", "time", "timestamp"} for data in program.parameters)
        return None if dated else program

    def _anonymously(self, call: Call, mount: str, program: Program) -> Response:
        """Call a program in the first free anonymous session (i2Rest wiki, I2Rest_Config)."""
        pool = self._system.anonymous
        pool.settle(call.now)
        session = None if POOL_TAKEN in call.conditions else pool.free(call.now)
        if session is None:
            return error(self._release.busy_status, "Server is busy")
        response, values = run_program(self._looked_up(call, session), mount, program)
        pool.occupy(session, call.now + (duration(program.name, values) if values else 0))
        if pool.wants_another(call.now):
            pool.sessions.append(SessionJob.anonymous(self._system.take_number()))
        return response

    def _asked(self, call: Call, session: SessionJob) -> Asked:
        return Asked(call, self._system, session, self._settings)

    def _looked_up(self, call: Call, session: SessionJob) -> Asked:
        """Return a call of a program, which looks jobs up and makes none."""
        asked = self._asked(call, session)
        if JOBS_VANISHED not in call.conditions:
            return asked
        return asked._replace(system=replace(self._system, jobs=Store()))

    def expired(self, call: Call) -> Response:
        """Return what a caller gets whose token has run out: the same as without one."""
        del call
        return unauthenticated()

    def snapshot(self) -> System:
        """Return a copy of the whole state."""
        return self._system.copy()

    def restore(self, snapshot: Any) -> None:
        """Go back to a copy of the state; the copy can be used again."""
        self._system = snapshot.copy()

    def reset(self, seed: int) -> None:
        """Start again without jobs and tokens."""
        self._system = self._new_system(seed)

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe every job, those that the system knows no longer among them."""
        return [describe_job(job, now) for job in self._system.jobs]

    def count(self, now: int) -> int:
        """Return how many jobs the system knows."""
        return sum(1 for _ in self._system.there(now))

    def notices(self, now: int) -> Sequence[Notice]:
        """i2Rest notifies nobody."""
        del now
        return ()
