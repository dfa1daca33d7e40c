"""Bodies for generated changes: orders of our own, unknown ones, and objects that nothing else uses.

A schema draws paths that no Master has. The objects named here are those of the embedded emulator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
from hypothesis import strategies as st

from harness.target import WorkItem
from harness.vendor import Generation
from harness.vendors.joc.flows import MASTER

_JSON = "application/json"
_VERBS = (
    "startOrders",
    "suspendOrders",
    "resumeOrders",
    "resetOrders",
    "setOrderStates",
    "removeSetbackOrders",
    "setRunTimeOrders",
    "deleteOrders",
)
_CHAINS = ("/agent/job_chain1", "/batch/sleep", "/batch/failing", "/batch/setback", "/batch/suspending")
_NODES = ("100", "200", "success", "error", "nowhere")
_STARTS = ("now", "now + 5", "now + 00:01:30", "2030-01-02 03:04:05")
_SPARE_JOBS = ("/spare/job1", "/spare/standalone", "/spare/nothing")
_SPARE_CHAINS = ("/spare/chain", "/spare/nothing")
_COMMENTS = (None, {"comment": "Made by a test run"}, {"timeSpent": 5, "ticketLink": "T-1"})
Bodies = st.SearchStrategy[bytes]


def bodies(generation: Generation) -> Mapping[tuple[str, str], Bodies]:
    """Return what draws the bodies of changes, by operationId and media type.

    With ``only_work`` an added order is a work item's, whose ``{tag}`` whoever sends it replaces, and
    changes are about an order that was added before: ``{orderId}`` and ``{jobChain}``.
    """
    drawn = {name: _changes(name) for name in _VERBS}
    if generation.only_work:
        own = st.just(_document([{"orderId": "{orderId}", "jobChain": "{jobChain}"}]))
        drawn = dict.fromkeys(_VERBS, own)
    return {
        ("addOrders", _JSON): _of_work(generation.work) if generation.only_work else _added(),
        **{(name, _JSON): strategy for name, strategy in drawn.items()},
        **{(name, _JSON): strategy for name, strategy in _shared().items()},
    }


def _of_work(work: Sequence[WorkItem]) -> Bodies:
    return st.sampled_from([_document([_entry(item)], _master(item)) for item in work])


def _entry(item: WorkItem) -> dict[str, object]:
    kept = {name: item.fields[name] for name in ("state", "endState", "at", "title") if name in item.fields}
    params = [{"name": name, "value": str(value)} for name, value in item.fields.get("params", {}).items()]
    entry = {"orderId": "{tag}", "jobChain": item.fields["jobChain"], **kept}
    return {**entry, "params": params} if params else entry


def _master(item: WorkItem) -> str:
    return str(item.fields.get("jobschedulerId", MASTER))


@st.composite
def _added(draw: st.DrawFn) -> bytes:
    """Draw one or two orders: mostly with a fresh id of ours, sometimes to be called by the Master."""
    entries = []
    for place in range(draw(st.sampled_from((1, 1, 1, 2)))):
        entry: dict[str, object] = {"jobChain": draw(st.sampled_from((*_CHAINS, "/no/such/chain")))}
        if draw(st.integers(1, 5)) > 1:
            entry["orderId"] = "{tag}" if place == 0 else "{tag}b"
        entry |= draw(_optional({"at": _STARTS, "state": _NODES, "endState": _NODES, "title": ("A title",)}))
        if draw(st.booleans()):
            seconds = draw(st.sampled_from(("0", "0.1", "3", "90", "soon")))
            entry["params"] = [{"name": "seconds", "value": seconds}]
        entries.append(entry)
    return _document(entries, comment=draw(st.sampled_from(_COMMENTS)))


@st.composite
def _changes(draw: st.DrawFn, operation: str) -> bytes:
    """Draw a change of one to three orders: one of this run, the spare one, some that are not there."""
    names = ({"orderId": "{orderId}", "jobChain": "{jobChain}"},) * 3
    strangers = (
        {"orderId": "nobody", "jobChain": "/agent/job_chain1"},
        {"orderId": "x", "jobChain": "/no/chain"},
    )
    nameless = ({"jobChain": "/spare/chain"},)
    # Deleting the spare order deletes its file, and nothing brings it back.
    spare = () if operation == "deleteOrders" else ({"orderId": "spare1", "jobChain": "/spare/chain"},)
    entries = draw(st.lists(st.sampled_from((*names, *strangers, *nameless, *spare)), min_size=1, max_size=3))
    more = {"state": _NODES, "endState": _NODES, "resume": (True, False), "at": _STARTS}
    changed = [{**entry, **draw(_optional(more))} for entry in entries]
    return _document(changed, comment=draw(st.sampled_from(_COMMENTS)))


def _optional(choices: Mapping[str, Sequence[object]]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(c) for name, c in choices.items()})


def _shared() -> Mapping[str, Bodies]:
    """Draw changes of what orders share, kept to the spare chain and the spare jobs."""
    jobs = _listed("jobs", st.fixed_dictionaries({"job": st.sampled_from(_SPARE_JOBS)}))
    chains = _listed("jobChains", st.fixed_dictionaries({"jobChain": st.sampled_from(_SPARE_CHAINS)}))
    node = {"jobChain": st.sampled_from(_SPARE_CHAINS), "node": st.sampled_from(("100", "nowhere"))}
    tasks = st.lists(st.fixed_dictionaries({"taskId": st.sampled_from(("100", "101", "999999"))}), max_size=2)
    of_task = _listed("jobs", st.fixed_dictionaries({"job": st.sampled_from(_SPARE_JOBS), "taskIds": tasks}))
    verbs = ("stopJobs", "unstopJobs", "endAllTasksJobs", "suspendAllTasksJobs", "continueAllTasksJobs")
    return {
        **dict.fromkeys((*verbs, "setRunTimeJobs", "startJobs"), jobs),
        **dict.fromkeys(("stopJobChains", "unstopJobChains"), chains),
        **dict.fromkeys(
            ("stopJobChainNodes", "skipJobChainNodes", "activateJobChainNodes"),
            _listed("nodes", st.fixed_dictionaries(node)),
        ),
        **dict.fromkeys(("endTasks", "killTasks", "terminateTasks", "terminateWithinTasks"), of_task),
    }


def _listed(name: str, item: st.SearchStrategy[dict[str, object]]) -> Bodies:
    return st.lists(item, min_size=1, max_size=2).map(
        lambda items: orjson.dumps({"jobschedulerId": MASTER, name: items})
    )


def _document(entries: Sequence[Mapping[str, object]], master: str = MASTER, comment: object = None) -> bytes:
    audit = {"auditLog": comment} if comment else {}
    return orjson.dumps({"jobschedulerId": master, "orders": entries, **audit})
