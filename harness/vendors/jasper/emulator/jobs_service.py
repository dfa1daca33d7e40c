"""The jobs service: resource and method to an operation, and every refusal to its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.emulation import Answer, EmulatorSettings
from harness.exchange import Response
from harness.vendors.jasper.emulator.accounts import User
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.bulk import edit_jobs
from harness.vendors.jasper.emulator.calendars import (
    delete_calendar,
    get_calendar,
    list_calendars,
    put_calendar,
)
from harness.vendors.jasper.emulator.deleting import delete_job, delete_jobs
from harness.vendors.jasper.emulator.editing import edit_job
from harness.vendors.jasper.emulator.history import list_history
from harness.vendors.jasper.emulator.incoming import Incoming
from harness.vendors.jasper.emulator.job_shapes import job_shapes
from harness.vendors.jasper.emulator.listing import list_jobs
from harness.vendors.jasper.emulator.messages import empty, with_headers
from harness.vendors.jasper.emulator.pausing import pause_jobs, resume_jobs
from harness.vendors.jasper.emulator.refusals import Answered, Described, Invalid, Refusal
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.rendering import error_answer
from harness.vendors.jasper.emulator.restarting import restart_jobs
from harness.vendors.jasper.emulator.scheduling import schedule_job
from harness.vendors.jasper.emulator.system import System
from harness.vendors.jasper.emulator.viewing import get_job, get_state

_Operation = tuple[str, Callable[[Ask], Response]]
_OPERATIONS: Mapping[str, Mapping[str, _Operation]] = {
    "jobs": {
        "GET": ("listJobs", list_jobs),
        "PUT": ("scheduleJob", schedule_job),
        "POST": ("editJobs", edit_jobs),
        "DELETE": ("deleteJobs", delete_jobs),
    },
    "job": {
        "GET": ("getJob", get_job),
        "POST": ("editJob", edit_job),
        "DELETE": ("deleteJob", delete_job),
    },
    "state": {"GET": ("getJobState", get_state)},
    "pause": {"POST": ("pauseJobs", pause_jobs)},
    "resume": {"POST": ("resumeJobs", resume_jobs)},
    "restart": {"POST": ("restartJobs", restart_jobs)},
    "calendars": {"GET": ("listCalendars", list_calendars)},
    "calendar": {
        "GET": ("getCalendar", get_calendar),
        "PUT": ("putCalendar", put_calendar),
        "DELETE": ("deleteCalendar", delete_calendar),
    },
    "history": {"GET": ("listHistory", list_history)},
}


class JobsService:
    """Dispatches authenticated requests."""

    def __init__(self, settings: EmulatorSettings, release: Release) -> None:
        self._settings = settings
        self._release = release
        self._shapes = job_shapes(release)

    def answer(self, incoming: Incoming, user: User, system: System) -> Answer:
        """Answer one request, whatever is wrong with it."""
        operations = _OPERATIONS.get(incoming.route.resource)
        if operations is None or (incoming.route.resource == "history" and not self._release.history):
            return Answer(empty(404))
        method = incoming.method
        found = operations.get("GET" if method == "HEAD" else method)
        if found is None:
            allowed = ("Allow", ", ".join(["OPTIONS", *operations]))
            return Answer(with_headers(empty(200 if method == "OPTIONS" else 405), allowed))
        name, operation = found
        response = self._run(operation, self._ask(incoming, user, system))
        if method == "HEAD":
            response = Response(response.status, response.headers)
        return Answer(response, name)

    def _ask(self, incoming: Incoming, user: User, system: System) -> Ask:
        call = incoming.call
        return Ask(
            user,
            incoming.route.name,
            incoming.query,
            incoming.headers,
            call.request.body,
            system.moment(call.now),
            system,
            self._release,
            self._shapes,
            self._settings,
        )

    def _run(self, operation: Callable[[Ask], Response], ask: Ask) -> Response:
        try:
            return operation(ask)
        except Answered as refusal:
            return refusal.response
        except (Described, Invalid) as refusal:
            return error_answer(refusal, ask.headers, self._release)
        except Refusal:
            return empty(500)
