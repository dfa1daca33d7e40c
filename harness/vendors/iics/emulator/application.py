"""The application: which resource answers, who may ask, and what the emulation frame asks of a vendor."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from harness.emulation import JOBS_VANISHED, Answer, Call, EmulatorSettings, Notice
from harness.exchange import Response
from harness.vendors.iics.emulator import activity, assets
from harness.vendors.iics.emulator.accounts import POD, SESSION_HEADER, SESSION_HEADER_V3, Accounts, caller_of
from harness.vendors.iics.emulator.callbacks import callback_body, notice_of
from harness.vendors.iics.emulator.catalog import Catalog
from harness.vendors.iics.emulator.documents import Writer
from harness.vendors.iics.emulator.errors import (
    NO_ENTRY,
    NO_PRIVILEGE,
    NO_SESSION,
    OUT_OF_ORDER,
    Refusal,
)
from harness.vendors.iics.emulator.incoming import Incoming
from harness.vendors.iics.emulator.inspection import describe_run
from harness.vendors.iics.emulator.jobs import Jobs
from harness.vendors.iics.emulator.messages import refused, refused_v3
from harness.vendors.iics.emulator.prefill import prefill
from harness.vendors.iics.emulator.release import DRIFTS
from harness.vendors.iics.emulator.system import System

DEFAULT_USERS: Final[Mapping[str, str]] = {"harness@example.com": "harness", "other@example.com": "harness"}
"""Passwords by user."""
_V3: Final = "/public/core/v3/"
_FAILING: Final = {
    "out-of-order": ("the service fails whatever is asked", OUT_OF_ORDER),
    "no-privileges": ("no user has the privilege for anything, not even to log in", NO_PRIVILEGE),
}
_VANISHED: Final = "a restarted service has not found its runs yet: monitor and log are empty"
_Resource = tuple[str, Callable[[Incoming], Response]]
_Item = tuple[str, Callable[[Incoming, str], Response]]
_ITEMS: Final[tuple[tuple[re.Pattern[str], _Item], ...]] = (
    (re.compile(r"/api/v2/activity/activityLog/([^/]+)"), ("getLogEntry", activity.get_entry)),
    (re.compile(r"/api/v2/activity/activityLog/([^/]+)/sessionLog"), ("getSessionLog", activity.session_log)),
    (re.compile(r"/api/v2/activity/errorLog/([^/]+)"), ("getErrorLog", activity.error_log)),
    (re.compile(r"/api/v2/mttask/name/([^/]+)"), ("getMappingTaskByName", assets.get_mapping_task_by_name)),
    (re.compile(r"/api/v2/mttask/([^/]+)"), ("getMappingTask", assets.get_mapping_task)),
)


class IicsApplication:
    """Answers requests to Informatica Cloud; all state is in one ``System``."""

    def __init__(self, settings: EmulatorSettings, epoch: datetime) -> None:
        self._epoch = epoch
        self._prefill = settings.prefill
        self._release = DRIFTS.release(settings.drifts)
        self._catalog = Catalog(self._release)
        accounts = Accounts(dict(settings.users) or DEFAULT_USERS)
        self._jobs = Jobs(settings)
        self._open = _open_resources(accounts)
        self._closed = _closed_resources(accounts, self._jobs)
        self._system = self._new_system(settings.seed)

    def _new_system(self, seed: int) -> System:
        system = System.new(self._epoch, seed, self._release, self._catalog)
        prefill(system, self._prefill)
        return system

    @property
    def listeners(self) -> Sequence[str]:
        """The pod's, beside the region host's; either answers everything, as some clients know but one."""
        return (POD,)

    @property
    def conditions(self) -> Mapping[str, str]:
        """What the service can be put into."""
        return {JOBS_VANISHED: _VANISHED, **{name: meaning for name, (meaning, _) in _FAILING.items()}}

    def answer(self, call: Call) -> Answer:
        """Answer one request, whatever it holds."""
        incoming = Incoming.of(call, self._system)
        v3 = incoming.path.startswith(_V3)
        name = None
        try:
            name, resource = self._resource(incoming)
            if call.conditions:
                incoming = self._impaired(incoming)
            return Answer(resource(incoming), name)
        except Refusal as refusal:
            return Answer((refused_v3 if v3 else refused)(incoming, refusal), name)

    def _impaired(self, incoming: Incoming) -> Incoming:
        """Refuse what fails under the conditions that the service is in, or hide what it does not see."""
        conditions = incoming.call.conditions
        for condition in sorted(conditions & _FAILING.keys()):
            raise _FAILING[condition][1].refuse()
        if JOBS_VANISHED in conditions and incoming.call.request.method == "GET":
            return incoming._replace(system=self._system.without_runs())
        return incoming

    def _resource(self, incoming: Incoming) -> _Resource:
        """Return what answers; without a good session everything but a login is refused, there or not."""
        method, path = incoming.call.request.method, incoming.path
        known = self._open.get((method, path))
        if known is not None:
            return known
        caller = caller_of(incoming, SESSION_HEADER_V3 if path.startswith(_V3) else SESSION_HEADER)
        if (method, path) == ("POST", "/api/v2/job"):
            return "startJob", partial(self._jobs.start, user=caller)
        return self._closed.get((method, path)) or _item(method, path)

    def expired(self, call: Call) -> Response:
        """Return what a caller gets whose session has run out."""
        incoming = Incoming.of(call, self._system)
        v3 = incoming.path.startswith(_V3)
        return (refused_v3 if v3 else refused)(incoming, NO_SESSION.refuse())

    def snapshot(self) -> System:
        """Return a copy of the whole state."""
        return self._system.copy()

    def restore(self, snapshot: Any) -> None:
        """Go back to a copy of the state; the copy can be used again."""
        self._system = snapshot.copy()

    def reset(self, seed: int) -> None:
        """Start again without runs and sessions."""
        self._system = self._new_system(seed)

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe every run."""
        return [describe_run(run, now) for run in self._system.runs]

    def count(self, now: int) -> int:
        """Return how many runs there have been."""
        del now
        return len(self._system.runs)

    def notices(self, now: int) -> Sequence[Notice]:
        """Hand over the callbacks that are due; how each is answered decides whether it comes again."""
        system, found = self._system, []
        writer = Writer(system, now)
        for key, watch in list(system.watches.items()):
            run = system.runs.get(key)
            if run is None or watch.sent or watch.due_for(run) > now:
                continue
            system.watches[key] = watch.under_way()
            end = writer.eastern(run.ended)
            as_json = self._release.callback_json
            body = callback_body(run, end, writer.run_id(run), as_json=as_json)
            found.append(notice_of(run, watch, body, partial(self._told, key), as_json=as_json))
        return found

    def _told(self, key: str, status: int, now: int) -> None:
        watch = self._system.watches.pop(key, None)
        left = watch.told(status, now, grows=self._release.callback_grows) if watch else None
        if left is not None:
            self._system.watches[key] = left


def _item(method: str, path: str) -> _Resource:
    for pattern, (name, answer) in _ITEMS if method == "GET" else ():
        found = pattern.fullmatch(path)
        if found is not None:
            return name, partial(_answered_for, answer, found[1])
    raise NO_ENTRY.refuse(what="resource", id=path[:80])


def _answered_for(answer: Callable[[Incoming, str], Response], id_: str, incoming: Incoming) -> Response:
    return answer(incoming, id_)


def _open_resources(accounts: Accounts) -> Mapping[tuple[str, str], _Resource]:
    """Return what answers without a session."""
    return {
        ("POST", "/ma/api/v2/user/login"): ("login", accounts.login),
        ("POST", "/ma/api/v2/user/logoutall"): ("logoutAll", accounts.logout_all),
        ("POST", "/api/v2/user/validSessionId"): ("validateSession", accounts.validate),
        ("POST", f"{_V3}login"): ("loginV3", accounts.login_v3),
    }


def _closed_resources(accounts: Accounts, jobs: Jobs) -> Mapping[tuple[str, str], _Resource]:
    """Return what answers with a session."""
    return {
        ("POST", "/api/v2/user/logout"): ("logout", accounts.logout),
        ("POST", f"{_V3}logout"): ("logoutV3", accounts.logout_v3),
        ("POST", "/api/v2/job/stop"): ("stopJob", jobs.stop),
        ("GET", "/api/v2/activity/activityMonitor"): ("listRunning", activity.list_running),
        ("GET", "/api/v2/activity/activityLog"): ("listLog", activity.list_log),
        ("GET", "/api/v2/task"): ("listTasks", assets.list_tasks),
        ("GET", "/api/v2/mttask"): ("listMappingTasks", assets.list_mapping_tasks),
        ("GET", "/api/v2/workflow"): ("listWorkflows", assets.list_workflows),
        ("POST", f"{_V3}lookup"): ("lookup", assets.lookup),
    }
