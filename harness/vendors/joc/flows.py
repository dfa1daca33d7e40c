"""The conversations with JOC: submit, status, find, modify, output, clean-up. No I/O here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from harness.exchange import Headers, Request, Response
from harness.flow import Flow, JobRef, Modified, Outcome, Reading, Submitted
from harness.target import WorkItem
from harness.vendors.joc import answers, orders

API = "/joc/api"
MASTER = "scheduler"
"""The jobschedulerId of work that names none: that of the embedded emulator."""
_ENTRY = ("state", "endState", "at", "timeZone", "title", "priority")
_URLS = {"set-state": "set_state", "remove-setback": "remove_setback", "set-run-time": "set_run_time"}


@dataclass(frozen=True)
class JocFlows:
    """JOC's conversations. What an order's ``names`` do not tell is that of the emulator."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Add an order called ``tag`` to the item's chain."""
        fields = work.fields
        entry = {"orderId": tag, "jobChain": fields["jobChain"]}
        entry |= {name: fields[name] for name in _ENTRY if name in fields}
        if "params" in fields:
            entry["params"] = [{"name": name, "value": str(v)} for name, v in fields["params"].items()]
        job = _at_master(orders.order_ref(str(fields["jobChain"]), tag), fields.get("jobschedulerId"))
        response = yield post("orders/add", {"jobschedulerId": _master(job), "orders": [entry]})
        if response is None:
            return Submitted(Outcome.UNKNOWN, None)
        outcome = answers.outcome_of(response, job.key)
        if response.status == 419 and outcome is Outcome.DONE:
            # Of a chain that there is not the path tells no order.
            outcome = answers.outcome_of(response, str(fields["jobChain"]))
        return Submitted(outcome, job if outcome is Outcome.DONE else None, response.status)

    def status(self, job: JobRef) -> Flow[Reading]:
        """Ask for one order; of one that has left its chain the history tells how it ended."""
        named = {"jobChain": job.names["jobChain"], "orderId": job.names["orderId"]}
        response = yield post("order", {"jobschedulerId": _master(job), **named, "compact": True})
        document = answers.document_of(response)
        shown = document.get("order") if isinstance(document, Mapping) else None
        if response is None or response.status != 200 or not isinstance(shown, Mapping):
            return Reading(job, present=True)
        if orders.in_document(shown) is not None:
            return Reading(job, present=True, state=orders.bucket(shown.get("processingState")))
        body = {"jobschedulerId": _master(job), "orders": [named], "limit": 1}
        response = yield post("orders/history", body)
        return _ended(job, answers.document_of(response) if response and response.status == 200 else None)

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List the orders called ``tag``, whatever their chain, at each Master that JOC knows.

        Releases before 1.12.4 have put a slash before a tag that has none.
        """
        response = yield post("jobscheduler/ids", {})
        document = answers.document_of(response) if response and response.status == 200 else None
        known = document.get("jobschedulerIds") if isinstance(document, Mapping) else None
        found: list[Reading] = []
        for master in known if isinstance(known, list) else [MASTER]:
            body = {"jobschedulerId": master, "compact": True, "regex": f",/?{re.escape(tag)}$"}
            response = yield post("orders", body)
            listed = answers.document_of(response) if response and response.status == 200 else None
            found += _called(tag, master, listed)
        return tuple(found)

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Apply a verb; ``set-state`` moves the order to the node ``success``, which ends it."""
        entry: dict[str, Any] = {"orderId": job.names["orderId"], "jobChain": job.names["jobChain"]}
        if verb == "set-state":
            entry |= {"state": job.names.get("endNode", "success")}
        if verb == "set-run-time":
            entry |= {"runTime": {}}
        body = {"jobschedulerId": _master(job), "orders": [entry]}
        response = yield post(f"orders/{_URLS.get(verb, verb)}", body)
        return _modified(response, job)

    def output(self, job: JobRef) -> Flow[bytes]:
        """Fetch the log of the order's latest way."""
        named = {"jobChain": job.names["jobChain"], "orderId": job.names["orderId"]}
        response = yield post("order/log", {"jobschedulerId": _master(job), **named})
        return response.body if response and response.status == 200 else b""

    def clean(self, job: JobRef) -> Flow[Modified]:
        """Delete the order; one that has ended has left nothing but its history."""
        deleted = yield from self.modify(job, "delete")
        if deleted.outcome is Outcome.TOO_LATE:
            return Modified(Outcome.DONE, deleted.status, deleted.detail)
        return deleted


def post(path: str, document: Mapping[str, Any]) -> Request:
    """Return a request of the API: nearly all of them are POSTs of JSON."""
    headers = Headers((("Content-Type", "application/json"), ("Accept", "application/json")))
    return Request("POST", f"{API}/{path}", headers, orjson.dumps(document))


def _called(tag: str, master: Any, document: Any) -> list[Reading]:
    """Return what a list of one Master's orders says of those called ``tag``."""
    listed = document.get("orders") if isinstance(document, Mapping) else None
    shown = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    named = ((orders.in_document(each), each) for each in shown)
    return [
        Reading(_at_master(job, master), True, state=orders.bucket(each.get("processingState")))
        for job, each in named
        if job is not None and job.names["orderId"] in (tag, f"/{tag}")
    ]


def _master(job: JobRef) -> str:
    return job.names.get("jobschedulerId", MASTER)


def _at_master(job: JobRef, master: Any) -> JobRef:
    return JobRef(job.key, {**job.names, "jobschedulerId": str(master)}) if master else job


def _ended(job: JobRef, document: Any) -> Reading:
    listed = document.get("history") if isinstance(document, Mapping) else None
    last = listed[0] if isinstance(listed, list) and listed else None
    if not isinstance(last, Mapping) or "endTime" not in last:
        return Reading(job, present=False)
    state = last.get("state", {}).get("_text") if isinstance(last.get("state"), Mapping) else None
    ended = state in orders.TERMINAL
    return Reading(
        job, present=False, state=state if ended else None, ended=ended, result=state if ended else None
    )


def _modified(response: Response | None, job: JobRef) -> Modified:
    words = next((message for _, _, message in answers.errors_of(answers.document_of(response))), "")
    status = response.status if response else 0
    return Modified(answers.outcome_of(response, job.key), status, words)
