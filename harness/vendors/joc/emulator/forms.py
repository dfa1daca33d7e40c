"""The request documents of 1.13.22: which fields there are, of which kind, and which must be there."""

from __future__ import annotations

from typing import Final

from harness.vendors.joc.emulator.kinds import (
    Form,
    Read,
    anything,
    at,
    boolean,
    count,
    date,
    digits,
    harmless,
    integer,
    many,
    master_id,
    one_of,
    path,
    plain,
    text,
)

PROCESSING_STATES: Final = ("PENDING", "RUNNING", "SUSPENDED", "SETBACK", "BLACKLIST", "WAITINGFORRESOURCE")
HISTORY_STATES: Final = ("SUCCESSFUL", "INCOMPLETE", "FAILED")
ORDER_TYPES: Final = ("PERMANENT", "AD_HOC", "FILE_ORDER")
CHAIN_STATES: Final = ("NOT_INITIALIZED", "INITIALIZED", "ACTIVE", "UNDER_CONSTRUCTION", "STOPPED")
JOB_STATES: Final = ("PENDING", "RUNNING", "WAITINGFORRESOURCE", "QUEUED", "STOPPED")
OBJECT_TYPES: Final = (
    *("JOB", "JOBCHAIN", "ORDER", "PROCESSCLASS", "AGENTCLUSTER", "LOCK", "SCHEDULE"),
    *("WORKINGDAYSCALENDAR", "NONWORKINGDAYSCALENDAR", "FOLDER", "JOBSCHEDULER"),
    *("DOCUMENTATION", "MONITOR", "NODEPARAMS", "HOLIDAYS", "JOE", "OTHER"),
)
_MASTER: Final[dict[str, Read]] = {"jobschedulerId": master_id}
_FOLDERS = many(Form({"folder": path, "recursive": boolean}, ("folder",)))
_DATES: Final[dict[str, Read]] = {"dateFrom": date, "dateTo": date, "timeZone": plain}
_COMPACT: Final[dict[str, Read]] = {"compact": boolean, "compactView": boolean}
_AUDIT = Form({"comment": plain, "timeSpent": count, "ticketLink": plain})
_PARAMS = many(Form({"name": plain, "value": harmless}, ("name", "value")))
_ORDER_PATHS = many(Form({"jobChain": path, "orderId": plain, "state": plain}, ("jobChain",)))
_JOB_PATHS = many(Form({"job": path}, ("job",)))
_CHAIN_PATHS = many(Form({"jobChain": path}, ("jobChain",)))
_RUN_TIME: Final[dict[str, Read]] = {"runTime": anything, "runTimeXml": text, "calendars": many(anything)}
_MODIFY_ORDER = Form(
    {
        "orderId": plain,
        "jobChain": path,
        "state": plain,
        "endState": plain,
        "at": at,
        "timeZone": plain,
        "resume": boolean,
        "removeSetback": boolean,
        "title": plain,
        "priority": count,
        "params": _PARAMS,
        **_RUN_TIME,
    },
    ("jobChain",),
)
_START_JOB = Form(
    {"job": path, "at": at, "timeZone": plain, "params": _PARAMS, "environment": _PARAMS, "jobStream": plain},
    ("job",),
)
_TASKS_OF = Form({"job": path, "taskIds": many(Form({"taskId": digits}))})
_MUST = ("jobschedulerId",)
_LOG: Final[dict[str, Read]] = {"filename": text, "mime": one_of("PLAIN", "HTML")}


def _modify(name: str, item: Read, **more: Read) -> Form:
    return Form({**_MASTER, name: many(item), "auditLog": _AUDIT, **more}, _MUST)


def _of_master(*required: str, **fields: Read) -> Form:
    return Form({**_MASTER, **fields}, (*_MUST, *required))


ORDERS: Final = _of_master(
    **_DATES,
    orders=_ORDER_PATHS,
    excludeOrders=_ORDER_PATHS,
    compact=boolean,
    regex=text,
    processingStates=many(one_of(*PROCESSING_STATES)),
    types=many(one_of(*ORDER_TYPES)),
    folders=_FOLDERS,
    limit=integer,
    historyStates=many(one_of(*HISTORY_STATES)),
    historyIds=many(integer),
    runTimeIsTemporary=boolean,
)
ORDER: Final = _of_master(
    "jobChain", "orderId", jobChain=path, orderId=plain, compact=boolean, suppressNotExistException=boolean
)
ORDER_HISTORY: Final = _of_master(jobChain=path, orderId=plain, historyId=digits, **_LOG)
MODIFY_ORDERS: Final = _modify("orders", _MODIFY_ORDER)
JOB: Final = _of_master("job", job=path, **_COMPACT)
JOBS: Final = _of_master(
    **_DATES,
    **_COMPACT,
    jobs=_JOB_PATHS,
    excludeJobs=_JOB_PATHS,
    orders=_ORDER_PATHS,
    withoutDuration=boolean,
    regex=text,
    isOrderJob=boolean,
    criticality=many(one_of("NORMAL", "MINOR", "MAJOR")),
    folders=_FOLDERS,
    states=many(one_of(*JOB_STATES)),
    limit=integer,
    historyStates=many(one_of(*HISTORY_STATES)),
    taskIds=many(integer),
    historyIds=many(Form({"historyId": integer, "state": plain}, ("historyId", "state"))),
    runTimeIsTemporary=boolean,
)
JOB_HISTORY: Final = _of_master("job", job=path, maxLastHistoryItems=count)
START_JOBS: Final = _modify("jobs", _START_JOB)
MODIFY_JOBS: Final = _modify("jobs", Form({"job": path, **_RUN_TIME}, ("job",)))
MODIFY_TASKS: Final = _modify("jobs", _TASKS_OF, timeout=integer)
TASK: Final = _of_master(taskId=digits, **_LOG)
CHAIN: Final = _of_master("jobChain", jobChain=path, maxOrders=integer, **_COMPACT)
CHAINS: Final = _of_master(
    **_COMPACT,
    jobChains=_CHAIN_PATHS,
    regex=text,
    folders=_FOLDERS,
    states=many(one_of(*CHAIN_STATES)),
    maxOrders=integer,
    job=Form({"regex": text, "folders": _FOLDERS}),
    close=boolean,
)
CHAIN_HISTORY: Final = _of_master("jobChain", jobChain=path, maxLastHistoryItems=count)
MODIFY_CHAINS: Final = _modify("jobChains", Form({"jobChain": path}, ("jobChain",)))
MODIFY_NODES: Final = _modify("nodes", Form({"jobChain": path, "node": plain}, ("jobChain", "node")))
MASTER: Final = Form({**_MASTER, "host": plain, "port": integer})
THE_MASTER: Final = _of_master()
PLAN: Final = _of_master(
    **_DATES,
    regex=text,
    states=many(one_of("PLANNED", *HISTORY_STATES)),
    late=boolean,
    folders=_FOLDERS,
    job=path,
    jobChain=path,
    orderId=plain,
)
AUDIT: Final = _of_master(
    **_DATES,
    jobs=many(Form({"job": text}, ("job",))),
    orders=many(Form({"jobChain": text, "orderId": text}, ("jobChain",))),
    folders=_FOLDERS,
    account=plain,
    requests=many(plain),
    regex=text,
    limit=integer,
    ticketLink=plain,
)
TREE: Final = _of_master(
    types=many(one_of(*OBJECT_TYPES)), compact=boolean, force=boolean, regex=text, folders=_FOLDERS
)
_EVENT_OBJECT = Form({"path": path, "type": one_of(*OBJECT_TYPES), "recursive": boolean}, ("path", "type"))
REGISTER: Final = Form(
    {
        "jobscheduler": many(
            Form({**_MASTER, "eventId": digits, "objects": many(_EVENT_OBJECT)}, ("jobschedulerId",))
        ),
        "close": boolean,
    },
    ("jobscheduler",),
)
