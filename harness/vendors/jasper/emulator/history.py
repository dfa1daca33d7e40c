"""The history of a job's runs, ``rest_v2/jobsAudit/jobsHistoricalData``, of release 10.1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.messages import JSON
from harness.vendors.jasper.emulator.moments import iso_text, zone_of
from harness.vendors.jasper.emulator.negotiation import answer_type
from harness.vendors.jasper.emulator.refusals import bad_value
from harness.vendors.jasper.emulator.rendering import answer

_ORDERS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "NONE": lambda _: 0,
    "SORTBY_EXECUTION_TIME": lambda run: run["executionTime"],
    "SORTBY_START_TIME": lambda run: run["startTime"],
    "SORTBY_END_TIME": lambda run: run["endTime"],
    "SORTBY_STATUS": lambda run: run["status"],
    "SORTBY_ERROR": lambda run: run["error"] or "",
}


def list_history(ask: Ask) -> Response:
    """Answer with every run that is over."""
    chosen = answer_type(ask.accept, (JSON,))
    job = ask.job()
    order = ask.argument("sortType") or "NONE"
    if order not in _ORDERS:
        raise bad_value("sortType", order)
    zone = zone_of(job.trigger["timezone"])
    runs = [
        {
            "executionTime": job.lasts,
            "status": "FAILURE" if job.fails else "SUCCESS",
            "startTime": iso_text(began, zone),
            "endTime": iso_text(began + job.lasts, zone),
            "error": "The report could not be filled" if job.fails else None,
        }
        for began in job.runs_over(ask.now)
    ]
    return answer(chosen, "historicalData", {"historicalData": sorted(runs, key=_ORDERS[order])}, ask.release)
