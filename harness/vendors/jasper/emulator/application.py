"""The application: order of checks, and what the emulation frame asks of a vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from harness.emulation import JOBS_VANISHED, Answer, Call, EmulatorSettings, Notice
from harness.exchange import Response
from harness.seed import derive
from harness.vendors.jasper.emulator.accounts import DEFAULT_USERS, Accounts, User
from harness.vendors.jasper.emulator.addressing import CONTEXTS
from harness.vendors.jasper.emulator.authentication import Gate, challenge, session_of, with_session
from harness.vendors.jasper.emulator.incoming import Incoming
from harness.vendors.jasper.emulator.information import inform
from harness.vendors.jasper.emulator.inspection import describe_job
from harness.vendors.jasper.emulator.jobs_service import JobsService
from harness.vendors.jasper.emulator.login_service import log_in, log_out
from harness.vendors.jasper.emulator.messages import empty
from harness.vendors.jasper.emulator.prefill import prefill
from harness.vendors.jasper.emulator.release import DRIFTS
from harness.vendors.jasper.emulator.system import System


class JasperApplication:
    """Answers requests to JasperReports Server; each context is an installation, its state one ``System``."""

    conditions: ClassVar[Mapping[str, str]] = {
        JOBS_VANISHED: "a restarted scheduler has not loaded its jobs yet: no look-up knows any",
    }

    def __init__(self, settings: EmulatorSettings, epoch: datetime) -> None:
        self._settings = settings
        self._epoch = epoch
        self._release = DRIFTS.release(settings.drifts)
        self._gate = Gate(Accounts(dict(settings.users) or DEFAULT_USERS), locks=self._release.lock_out)
        self._jobs_service = JobsService(settings, self._release)
        self._systems = self._new_systems(settings.seed)

    def _new_systems(self, seed: int) -> dict[str, System]:
        """Return an installation for each context; measurements look at the first."""
        systems = {context: System.new(self._epoch, derive(seed, context)) for context in CONTEXTS}
        prefill(systems[CONTEXTS[0]], self._settings.prefill, self._release)
        return systems

    def answer(self, call: Call) -> Answer:
        """Answer one request, whatever it holds."""
        incoming = Incoming.of(call)
        system = self._systems.get(incoming.route.context)
        if system is None:
            return Answer(empty(404))
        match incoming.route.resource:
            case "login":
                return Answer(log_in(incoming, self._gate, system, self._release), "login")
            case "logout":
                return Answer(log_out(incoming, system), "logout")
            case "serverInfo" | "information":
                return self._inform(incoming, system)
            case _:
                return self._answer_jobs(incoming, system)

    def _answer_jobs(self, incoming: Incoming, system: System) -> Answer:
        caller = self._gate.admit(incoming, system)
        if caller is None:
            return Answer(challenge(incoming.headers))
        hidden = JOBS_VANISHED in incoming.call.conditions and incoming.method in ("GET", "HEAD")
        seen = replace(system, jobs={}) if hidden else system
        answer = self._jobs_service.answer(incoming, caller.user, seen)
        if not caller.by_password:
            return answer
        return Answer(_in_session(answer.response, incoming, caller.user, system), answer.operation)

    def _inform(self, incoming: Incoming, system: System) -> Answer:
        """Tell anybody; only wrong credentials are turned away."""
        claims = "authorization" in incoming.headers or "j_username" in incoming.query
        if claims and self._gate.admit(incoming, system) is None:
            return Answer(challenge(incoming.headers))
        name = "getServerInformation" if not incoming.route.name else "getServerInformationMember"
        return Answer(inform(incoming, self._release), name)

    def expired(self, call: Call) -> Response:
        """Return what a caller gets whose session has run out: the same as without credentials."""
        del call
        return challenge({})

    def snapshot(self) -> dict[str, System]:
        """Return a copy of the whole state."""
        return {context: system.copy() for context, system in self._systems.items()}

    def restore(self, snapshot: Any) -> None:
        """Go back to a copy of the state; the copy can be used again."""
        self._systems = {context: system.copy() for context, system in snapshot.items()}

    def reset(self, seed: int) -> None:
        """Start again without jobs and sessions."""
        self._systems = self._new_systems(seed)

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe every job that is not gone."""
        return [
            {"context": context, **describe_job(job, system.moment(now), system.epoch)}
            for context, system in self._systems.items()
            for job in system.live(system.moment(now))
        ]

    def count(self, now: int) -> int:
        """Return how many jobs are not gone."""
        return sum(1 for system in self._systems.values() for _ in system.live(system.moment(now)))

    def notices(self, now: int) -> Sequence[Notice]:
        """Hand over nothing: what the server would mail or upload is never sent."""
        del now
        return ()


def _in_session(response: Response, incoming: Incoming, user: User, system: System) -> Response:
    """Hand a session to a caller by password who brings none that is good."""
    given = session_of(incoming)
    if given and system.sessions.use(given, incoming.call.now) is not None:
        return response
    name = system.sessions.of_password(user, incoming.call.now)
    return with_session(response, name, incoming.route.context)
