"""The audit log: who asked for which change, written before the Master is asked, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.joc.emulator.messages import json_response
from harness.vendors.joc.emulator.plant import MASTER
from harness.vendors.joc.emulator.refusals import Refusal
from harness.vendors.joc.emulator.selecting import fits, in_folders, pattern
from harness.vendors.joc.emulator.server import Ask, AuditRecord, Server

DEFAULT_LIMIT = 10000
_KEPT = 20_000
COMMENTS = ("System maintenance", "Repeat execution", "Business requirement", "Restart failed order")


def noted(ask: Ask, request: str, item: Mapping[str, Any]) -> None:
    """Write down what is asked of one object."""
    told = ask.body.get("auditLog", {})
    parameters = {**item, "jobschedulerId": ask.body.get("jobschedulerId")}
    record = AuditRecord(
        ask.now,
        ask.account.user,
        request,
        orjson.dumps(parameters).decode(),
        told.get("comment"),
        told.get("timeSpent"),
        told.get("ticketLink"),
        item.get("job"),
        item.get("jobChain"),
        item.get("orderId"),
    )
    append(ask.server, record)


def append(server: Server, record: AuditRecord) -> None:
    """Add a record; the oldest go when there are too many."""
    server.audit.append(record)
    if len(server.audit) > 2 * _KEPT:
        del server.audit[:_KEPT]


def demand_comment(ask: Ask) -> None:
    """Refuse a change without a comment where the site demands one (JOC-300)."""
    if ask.comments_demanded and not ask.body.get("auditLog", {}).get("comment"):
        raise Refusal("JOC-300", "JocMissingCommentException: comment is required by settings")


def audit_log(ask: Ask) -> Response:
    """List what was asked, newest first."""
    body = ask.body
    pattern(body.get("regex"))
    span = ask.span()
    limit = body.get("limit", DEFAULT_LIMIT)
    found = [
        record for record in reversed(ask.server.audit) if span.holds(record.at) and _asked_for(ask, record)
    ]
    shown = found if limit < 0 else found[:limit]
    kept = [record for record in shown if fits(body.get("regex"), _path(record))]
    return json_response({"deliveryDate": ask.at, "auditLog": [_document(ask, record) for record in kept]})


def comments(ask: Ask) -> Response:
    """List the comments that are proposed."""
    return json_response({"deliveryDate": ask.at, "comments": list(COMMENTS)})


def _asked_for(ask: Ask, record: AuditRecord) -> bool:
    body = ask.body
    if body.get("account") and record.account != body["account"]:
        return False
    if body.get("requests") and ask.release.audit_requests and record.request not in body["requests"]:
        return False
    if body.get("ticketLink") and record.ticket_link != body["ticketLink"]:
        return False
    home = record.chain or record.job
    if body.get("folders") and (home is None or not in_folders(body["folders"], home)):
        return False
    return _about(ask, record)


def _about(ask: Ask, record: AuditRecord) -> bool:
    orders, jobs = ask.body.get("orders"), ask.body.get("jobs")
    if not orders and not jobs:
        return True
    like = _like if ask.release.audit_pattern else str.__eq__
    return any(
        like(each["jobChain"], record.chain or "")
        and (not each.get("orderId") or like(each["orderId"], record.order or ""))
        for each in orders or ()
    ) or any(like(each["job"], record.job or "") for each in jobs or ())


def _like(wanted: str, told: str) -> bool:
    """Compare with a search pattern, in which ``%`` is any text."""
    parts = wanted.split("%")
    if len(parts) == 1:
        return wanted == told
    if not told.startswith(parts[0]) or not told.endswith(parts[-1]):
        return False
    at = len(parts[0])
    for part in parts[1:-1]:
        found = told.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return at <= len(told) - len(parts[-1])


def _path(record: AuditRecord) -> str:
    if record.chain is not None:
        return record.chain if record.order is None else f"{record.chain},{record.order}"
    return record.job or ""


def _document(ask: Ask, record: AuditRecord) -> dict[str, Any]:
    document = {
        "account": record.account,
        "request": record.request,
        "created": ask.server.written(record.at),
        "jobschedulerId": MASTER,
        "parameters": record.parameters,
        "comment": record.comment,
        "timeSpent": record.time_spent,
        "ticketLink": record.ticket_link,
        "job": record.job,
        "jobChain": record.chain,
        "orderId": record.order,
    }
    return {name: value for name, value in document.items() if value is not None}
