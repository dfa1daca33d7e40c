"""Which resource answers which URL: its request document, its permission, what bodies it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from harness.vendors.joc.emulator import (
    audit,
    chain_views,
    forms,
    histories,
    job_changes,
    job_views,
    logs,
    order_changes,
    order_views,
    server_views,
    task_history,
)
from harness.vendors.joc.emulator.chain_changes import chain_changer, node_changer
from harness.vendors.joc.emulator.release import Release
from harness.vendors.joc.emulator.route import LOG, Route, change, log, view

BASE: Final = "/joc/api/"
_ORDER, _JOB, _CHAIN = "order:view:status", "job:view:status", "job_chain:view:status"
_HISTORY, _MASTER = "history:view:status", "jobscheduler_master:view:status"
_TEXT, _HTML, _FILE = "text/plain", "text/html", "application/octet-stream"
_ORDER_VERBS = {
    "start": "order:execute:start",
    "suspend": "order:execute:suspend",
    "reset": "order:execute:reset",
    "set_state": "order:change:state",
    "remove_setback": "order:execute:remove_setback",
    "set_run_time": "order:change:run_time",
    "delete": "order:delete:temporary",
}
_JOB_VERBS = {
    "stop": "job:execute:stop",
    "unstop": "job:execute:unstop",
    "end_all_tasks": "job:execute:end_all_tasks",
    "suspend_all_tasks": "job:execute:suspend_all_tasks",
    "continue_all_tasks": "job:execute:continue_all_tasks",
    "set_run_time": "job:change:run_time",
}
_TASK_VERBS = {
    "end": "job:execute:kill",
    "kill": "job:execute:kill",
    "terminate": "job:execute:terminate",
    "terminate_within": "job:execute:terminate",
}


def _camel(*words: str) -> str:
    first, *rest = "_".join(words).split("_")
    return first + "".join(word.capitalize() for word in rest)


_ORDERS: Mapping[str, Route] = {
    "orders": view("listOrders", order_views.list_orders, _ORDER, forms.ORDERS),
    "orders/p": view("listOrdersP", order_views.list_orders_p, _ORDER, forms.ORDERS),
    "orders/history": view(
        "listOrderHistory", histories.orders_history, _HISTORY, forms.ORDERS, any_master=True
    ),
    "orders/overview/snapshot": view("getOrdersSnapshot", order_views.snapshot, _ORDER, forms.CHAINS),
    "orders/overview/summary": view("getOrdersSummary", histories.orders_summary, _ORDER, forms.ORDERS),
    "orders/overview/snapshot/event": view(
        "getOrdersSnapshotEvent", order_views.snapshot, _ORDER, forms.CHAINS
    )._replace(when=lambda r: r.snapshot_events),
    "order": view("getOrder", order_views.get_order, _ORDER, forms.ORDER),
    "order/p": view("getOrderP", order_views.get_order_p, _ORDER, forms.ORDER),
    "order/history": view("getOrderHistory", histories.order_history, _ORDER, forms.ORDER_HISTORY),
    "order/log": Route(
        "getOrderLog", logs.order_log, (LOG,), forms.ORDER_HISTORY, json_only=True, produces=_TEXT
    ),
    "order/log/info": log("getOrderLogInfo", logs.order_log_info, forms.ORDER_HISTORY, "application/json"),
    "order/log/download": log("downloadOrderLog", logs.order_log_download, forms.ORDER_HISTORY, _FILE),
    "orders/add": change(
        "addOrders", order_changes.add_orders, forms.MODIFY_ORDERS, "job_chain:execute:add_order"
    ),
    "orders/reset_run_time": change(
        "resetRunTimeOrders",
        order_changes.changer("reset_run_time"),
        forms.MODIFY_ORDERS,
        "order:change:run_time",
    )._replace(when=lambda r: r.reset_run_time),
    "orders/resume": change(
        "resumeOrders",
        order_changes.changer("resume"),
        forms.MODIFY_ORDERS,
        "order:execute:resume",
        "yade:execute:transfer_start",
    ),
    **{
        f"orders/{verb}": change(
            f"{_camel(verb)}Orders" if verb != "set_state" else "setOrderStates",
            order_changes.changer(verb),
            forms.MODIFY_ORDERS,
            permission,
        )
        for verb, permission in _ORDER_VERBS.items()
    },
}
_JOBS: Mapping[str, Route] = {
    "jobs": view("listJobs", job_views.list_jobs, _JOB, forms.JOBS),
    "jobs/p": view("listJobsP", job_views.list_jobs_p, _JOB, forms.JOBS),
    "jobs/overview/snapshot": view(
        "getJobsSnapshot", job_views.jobs_snapshot, _JOB, forms.THE_MASTER
    )._replace(when=lambda r: r.job_overviews),
    "jobs/overview/summary": view("getJobsSummary", task_history.jobs_summary, _JOB, forms.JOBS)._replace(
        when=lambda r: r.job_overviews
    ),
    "job": view("getJob", job_views.get_job, _JOB, forms.JOB),
    "job/p": view("getJobP", job_views.get_job_p, _JOB, forms.JOB),
    "job/history": view("getJobHistory", task_history.job_history, "job:view:history", forms.JOB_HISTORY),
    "job/order_queue": view("getJobOrderQueue", job_views.order_queue, _JOB, forms.JOB),
    "jobs/start": change("startJobs", job_changes.start_jobs, forms.START_JOBS, "job:execute:start"),
    **{
        f"jobs/{verb}": change(
            f"{_camel(verb)}Jobs", job_changes.job_changer(verb), forms.MODIFY_JOBS, permission
        )
        for verb, permission in _JOB_VERBS.items()
    },
    "jobs/reset_run_time": change(
        "resetRunTimeJobs",
        job_changes.job_changer("reset_run_time"),
        forms.MODIFY_JOBS,
        "job:change:run_time",
    )._replace(when=lambda r: r.reset_run_time),
    "task": view("getTask", job_views.get_task, _JOB, forms.TASK),
    "tasks/history": view(
        "listTaskHistory", task_history.tasks_history, _HISTORY, forms.JOBS, any_master=True, json_only=True
    ),
    "task/log": Route("getTaskLog", logs.task_log, (LOG,), forms.TASK, json_only=True, produces=_TEXT),
    "task/log/info": log("getTaskLogInfo", logs.task_log_info, forms.TASK, "application/json"),
    "task/log/download": log("downloadTaskLog", logs.task_log_download, forms.TASK, _FILE),
    **{
        f"tasks/{verb}": change(
            f"{_camel(verb)}Tasks", job_changes.task_changer(verb), forms.MODIFY_TASKS, permission
        )
        for verb, permission in _TASK_VERBS.items()
    },
}
_CHAINS: Mapping[str, Route] = {
    "job_chain": view("getJobChain", chain_views.get_chain, _CHAIN, forms.CHAIN),
    "job_chain/p": view("getJobChainP", chain_views.get_chain_p, _CHAIN, forms.CHAIN),
    "job_chain/history": view(
        "getJobChainHistory", histories.chain_history, "job_chain:view:history", forms.CHAIN_HISTORY
    ),
    "job_chains": view("listJobChains", chain_views.list_chains, _CHAIN, forms.CHAINS),
    "job_chains/p": view("listJobChainsP", chain_views.list_chains_p, _CHAIN, forms.CHAINS),
    **{
        f"job_chains/{verb}": change(
            f"{verb}JobChains",
            chain_changer(verb),
            forms.MODIFY_CHAINS,
            f"job_chain:execute:{verb}",
            json_only=False,
        )
        for verb in ("stop", "unstop")
    },
    **{
        f"job_chain_nodes/{verb}": change(
            f"{verb}JobChainNodes",
            node_changer(verb),
            forms.MODIFY_NODES,
            f"job_chain:execute:{right}",
            json_only=False,
        )
        for verb, right in (
            ("stop", "stop_jobchain_node"),
            ("skip", "skip_jobchain_node"),
            ("activate", "process_jobchain_node"),
        )
    },
}
_AROUND: Mapping[str, Route] = {
    "jobscheduler": view("getMaster", server_views.get_master, _MASTER, forms.MASTER, json_only=True),
    "jobscheduler/p": view("getMasterP", server_views.get_master_p, _MASTER, forms.THE_MASTER),
    "jobscheduler/statistics": view(
        "getMasterStatistics", server_views.statistics, _MASTER, forms.THE_MASTER
    )._replace(when=lambda r: r.statistics),
    "jobscheduler/ids": Route(
        "listMasters",
        server_views.master_ids,
        (_MASTER, "jobscheduler_master_cluster:view:status"),
        None,
        json_only=True,
    ),
    "jobscheduler/log/info": Route(
        "getMasterLogInfo",
        logs.master_log_info,
        ("jobscheduler_master:view:mainlog",),
        forms.MASTER,
        json_only=True,
        when=lambda r: not r.master_log,
    ),
    "jobscheduler/log": Route(
        "getMasterLog",
        logs.master_log,
        ("jobscheduler_master:view:mainlog",),
        forms.MASTER,
        json_only=True,
        produces=_TEXT,
        when=lambda r: r.master_log,
    ),
    "plan": view("getPlan", server_views.plan, "daily_plan:view:status", forms.PLAN),
    "tree": Route("getTree", server_views.tree, (_JOB, _CHAIN, _ORDER), forms.TREE),
    "audit_log": view(
        "getAuditLog", audit.audit_log, "audit_log:view:status", forms.AUDIT, any_master=True, json_only=True
    ),
    "audit_log/comments": Route("getAuditComments", audit.comments, (), None, json_only=True),
    "properties": Route("getProperties", server_views.properties, (), None),
    "events": Route("getEvents", server_views.events, (_MASTER,), forms.REGISTER, json_only=True),
}
_LIVE: Final = frozenset(
    {
        *("orders", "orders/overview/snapshot", "order", "jobs", "jobs/overview/snapshot", "job"),
        *("job/order_queue", "task", "job_chain", "job_chains", "events"),
    }
)
"""Views that read the Master's memory; the others read JOC's databases."""
_PASSING: Final = frozenset({"orders/overview/snapshot", "jobs/overview/snapshot", "events"})
POSTS: Final[Mapping[str, Route]] = {
    name: route._replace(live=route.live or name in _LIVE, passing=name in _PASSING)
    for name, route in {**_ORDERS, **_JOBS, **_CHAINS, **_AROUND}.items()
}
"""Resources by their path below ``BASE``; nearly all of them are reached by POST."""
GETS: Final[Mapping[str, Route]] = {
    "order/log/html": log("getOrderLogHtml", logs.order_log_html, forms.ORDER_HISTORY, _HTML, query=True),
    "order/log/download": log(
        "downloadOrderLogByQuery", logs.order_log_download, forms.ORDER_HISTORY, _FILE, query=True
    ),
    "task/log/html": log("getTaskLogHtml", logs.task_log_html, forms.TASK, _HTML, query=True),
    "task/log/download": log("downloadTaskLogByQuery", logs.task_log_download, forms.TASK, _FILE, query=True),
}
"""The few that a browser opens by GET, with everything in the query."""


def routes_of(release: Release) -> Mapping[tuple[str, str], Route]:
    """Return a release's resources by method and path, each with its request document as read there."""
    tables = {"GET": GETS, "POST": POSTS}
    return {
        (method, name): route if route.form is None else route._replace(form=release.form(route.form))
        for method, table in tables.items()
        for name, route in table.items()
        if route.when(release)
    }
