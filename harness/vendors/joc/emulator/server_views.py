"""What is around orders and jobs: the Master, versions, properties, the tree, the plan, events."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from harness.exchange import Response
from harness.vendors.joc.emulator.audit import COMMENTS
from harness.vendors.joc.emulator.histories import STATES, state_of
from harness.vendors.joc.emulator.incoming import Incoming
from harness.vendors.joc.emulator.messages import framework, json_response, text_response
from harness.vendors.joc.emulator.plant import CHAINS, JOBS, MASTER
from harness.vendors.joc.emulator.refusals import Refusal
from harness.vendors.joc.emulator.selecting import fits, pattern, selected
from harness.vendors.joc.emulator.server import UNREACHABLE, Ask, Server

_PORT: Final = 4444
_SPAN: Final = timedelta(days=1)


def get_master(ask: Ask) -> Response:
    """Show the Master as it is; one that cannot be reached is no error."""
    _check_place(ask)
    gone = UNREACHABLE in ask.incoming.call.conditions
    state = {"severity": 2, "_text": "UNREACHABLE"} if gone else {"severity": 0, "_text": "RUNNING"}
    shown = {**_master(ask), "state": state}
    return json_response({"deliveryDate": ask.at, "jobscheduler": shown})


def get_master_p(ask: Ask) -> Response:
    """Show the Master as it was installed."""
    os = {"name": "Linux", "architecture": "x64", "distribution": "Debian GNU/Linux"}
    shown = {**_master(ask), "version": ask.release.version, "os": os, "timeZone": "Etc/UTC"}
    return json_response({"deliveryDate": ask.at, "jobscheduler": shown})


def master_ids(ask: Ask) -> Response:
    """List the Masters that JOC knows, and the one that is selected."""
    return json_response({"deliveryDate": ask.at, "jobschedulerIds": [MASTER], "selected": MASTER})


def statistics(ask: Ask) -> Response:
    """Count what the Master has; gone after 1.12.0."""
    counted = {"orders": len(ask.master.orders), "jobs": len(JOBS), "jobChains": len(CHAINS)}
    return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, **counted})


def tree(ask: Ask) -> Response:
    """Show the folders that hold objects of the wanted types."""
    pattern(ask.body.get("regex"))
    types = ask.body.get("types") or ["JOB", "JOBCHAIN", "ORDER"]
    paths = [*(JOBS if "JOB" in types else ()), *(CHAINS if {"JOBCHAIN", "ORDER"} & {*types} else ())]
    folders = {path.rpartition("/")[0] or "/" for path in paths if ask.shows(path)}
    children = [
        {"path": folder, "name": folder.rpartition("/")[2], "deleted": False}
        for folder in sorted(folders - {"/"})
        if fits(ask.body.get("regex"), folder)
    ]
    root = {"path": "/", "name": "", "deleted": False, "folders": children}
    return json_response({"deliveryDate": ask.at, "folders": [root]})


def properties(ask: Ask) -> Response:
    """Show how the site has set JOC up."""
    views = ("dashboard", "dailyPlan", "jobChains", "orders", "jobs", "jobStreams", "fileTransfers")
    names = (*views, "resources", "history", "auditLog", "conditions", "configuration")
    document: dict[str, Any] = {
        "deliveryDate": ask.at,
        "forceCommentsForAuditLog": ask.comments_demanded,
        "comments": list(COMMENTS),
        "showViews": dict.fromkeys(names, True),
    }
    return json_response(document)


def plan(ask: Ask) -> Response:
    """List what was to run in a span of time, today unless asked for another."""
    body, reader = ask.body, ask.dates()
    pattern(body.get("regex"))
    first = ask.instant(reader.first(body.get("dateFrom", "0d")))
    last = (
        ask.instant(reader.last(body["dateTo"]))
        if "dateTo" in body
        else first + round(_SPAN.total_seconds() * 1e9)
    )
    items = [
        item for item in _planned(ask, first, last) if not body.get("states") or item[0] in body["states"]
    ]
    return json_response({"deliveryDate": ask.at, "planItems": [document for _, document in items]})


def events(ask: Ask) -> Response:
    """Answer a register of events at once and without any: nothing is held, as no time passes meanwhile."""
    shown = []
    for each in ask.body["jobscheduler"]:
        if ask.release.event_id_required and not each.get("eventId"):
            raise Refusal(
                "JOC-420", "com.sos.schema.exception.SOSJsonSchemaException: [$.eventId: is missing]"
            )
        at = ask.server.wall(ask.now).timestamp()
        shown.append({"jobschedulerId": each["jobschedulerId"], "eventId": str(round(at * 1e6))})
    return json_response({"events": shown, "deliveryDate": ask.at})


def version(incoming: Incoming, server: Server) -> Response:
    """Tell the version: three lines of text, or JSON for who accepts nothing else."""
    told = {"version": server.release.version, "gitHash": "0123456789abcdef", "date": "2024-01-29T10:00:00Z"}
    if incoming.head.get("accept") == "application/json":
        return json_response(told)
    if not incoming.head.accepts("text/plain"):
        return framework(406)
    return text_response("\n".join(told.values()), "text/plain")


def _check_place(ask: Ask) -> None:
    host, port = ask.body.get("host"), ask.body.get("port")
    if (host is not None and host != _host(ask)) or (port is not None and port != _PORT):
        what = f"JobSchedulerInvalidResponseDataException: unknown Master {host}:{port}"
        raise Refusal("JOC-404", what)


def _host(ask: Ask) -> str:
    return urlsplit(ask.incoming.call.base).hostname or "localhost"


def _master(ask: Ask) -> dict[str, Any]:
    host = _host(ask)
    return {
        "surveyDate": ask.at,
        "jobschedulerId": MASTER,
        "host": host,
        "port": _PORT,
        "url": f"http://{host}:{_PORT}",
        "clusterType": {"_type": "standalone"},
        "startedAt": ask.server.written(0),
    }


def _planned(ask: Ask, first: int, last: int) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for run in ask.master.runs.values():
        if first <= run.started < last and _asked_for(ask, run.chain, run.order):
            state = state_of(ask, run)
            item = _plan_item(ask, run.chain, run.order, state, STATES[state], run.started)
            found.append((state, item))
    for order in ask.master.orders.values():
        waits = not order.touched and order.start is not None and first <= order.start < last
        if waits and order.start is not None and _asked_for(ask, order.chain, order.id):
            found.append(("PLANNED", _plan_item(ask, order.chain, order.id, "PLANNED", 4, order.start)))
    return found


def _asked_for(ask: Ask, chain: str, order: str) -> bool:
    body = ask.body
    if body.get("job"):
        return False
    if body.get("jobChain") and not selected([body], chain, order):
        return False
    if body.get("orderId") and body["orderId"] != order:
        return False
    return fits(body.get("regex"), f"{chain},{order}") and ask.shows(chain)


def _plan_item(ask: Ask, chain: str, order: str, state: str, severity: int, at: int) -> dict[str, Any]:  # noqa: PLR0913, PLR0917
    return {
        "surveyDate": ask.at,
        "jobChain": chain,
        "orderId": order,
        "state": {"severity": severity, "_text": state},
        "plannedStartTime": ask.server.written(at),
        "late": False,
    }
