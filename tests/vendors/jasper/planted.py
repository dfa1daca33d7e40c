"""Planted faults: one for each of the vendor's own rules."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from typing import Any

from harness.exchange import Request
from tests.vendors.jasper.bench import JOB_JSON, JSON, Bench, descriptor
from tests.vendors.jasper.planting import plant


def _listed(request: Request, document: Any) -> list[dict[str, Any]]:
    return document.get("jobsummary", []) if request.method == "GET" and isinstance(document, dict) else []


def _twice(request: Request, document: Any) -> Any:
    listed = _listed(request, document)
    return {"jobsummary": [*listed, {**listed[0], "id": 1}]} if listed else None


@plant("jasper.list-limit", _twice)
def too_many(bench: Bench) -> None:
    """A list of at most one job holds no two."""
    bench.schedule("one")
    bench.ask("GET", "?limit=1", accept=JSON)


def _backwards(request: Request, document: Any) -> Any:
    listed = _listed(request, document)
    return {"jobsummary": listed[::-1]} if listed else None


@plant("jasper.list-order", _backwards)
def other_way_round(bench: Bench) -> None:
    """A list without isAscending descends."""
    bench.schedule("one")
    bench.schedule("two")
    bench.ask("GET", "?sortType=SORTBY_JOBID", accept=JSON)


@plant("jasper.list-order", _backwards)
def other_way_up(bench: Bench) -> None:
    """A list that is to ascend ascends."""
    bench.schedule("one")
    bench.schedule("two")
    bench.ask("GET", "?sortType=SORTBY_JOBID&isAscending=true", accept=JSON)


def _of(**more: Any) -> Any:
    def edit(request: Request, document: Any) -> Any:
        listed = _listed(request, document)
        return {"jobsummary": [{**entry, **more} for entry in listed]} if listed else None

    return edit


@plant("jasper.list-owner", _of(owner="joeuser|organization_1"))
def of_another(bench: Bench) -> None:
    """A list by owner holds no job of another."""
    bench.schedule("one")
    bench.ask("GET", "?owner=jasperadmin%7Corganization_1", accept=JSON)


@plant("jasper.list-report", _of(reportUnitURI="/reports/other"))
def of_another_report(bench: Bench) -> None:
    """A list by report holds no job of another."""
    bench.schedule("one")
    bench.ask("GET", "?reportUnitURI=/reports/samples/AllAccounts", accept=JSON)


def _renamed(request: Request, document: Any) -> Any:
    return {**document, "label": "Other"} if request.method == "PUT" and "label" in document else None


@plant("jasper.stored-as-sent", _renamed)
def other_label(bench: Bench) -> None:
    """A schedule keeps its label."""
    bench.schedule("one")


def _reformatted(request: Request, document: Any) -> Any:
    formats = {"outputFormats": {"outputFormat": ["CSV"]}}
    return {**document, **formats} if request.method == "POST" and "label" in document else None


@plant("jasper.stored-as-sent", _reformatted)
def other_format(bench: Bench) -> None:
    """An edit keeps its formats."""
    number = bench.schedule("one")
    bench.ask("POST", f"/{number}", descriptor("one"), JOB_JSON, JOB_JSON)


def _without_next(request: Request, document: Any) -> Any:
    return {**document, "nextFireTime": None} if request.path.endswith("/state") else None


@plant("jasper.waiting-has-next", _without_next)
def no_next_run(bench: Bench) -> None:
    """A job that waits says for what."""
    bench.ask("GET", f"/{bench.schedule('one')}/state", accept=JSON)


def _state(value: str) -> Any:
    def edit(request: Request, document: Any) -> Any:
        if request.path.endswith("/state"):
            return {**document, "value": value}
        listed = _listed(request, document)
        states = [{**entry, "state": {**entry["state"], "value": value}} for entry in listed]
        return {"jobsummary": states} if listed else None

    return edit


@plant("jasper.paused", _state("NORMAL"))
def not_paused(bench: Bench) -> None:
    """A job that was named in a pause is paused."""
    number = bench.schedule("one")
    bench.ask("POST", "/pause", {"jobId": [number]}, JSON, JSON)
    bench.ask("GET", f"/{number}/state", accept=JSON)


@plant("jasper.paused", _state("NORMAL"))
def not_all_paused(bench: Bench) -> None:
    """An empty list pauses every job that is known, as lists show too."""
    bench.schedule("one")
    bench.ask("POST", "/pause", {"jobId": []}, JSON, JSON)
    bench.ask("GET", "", accept=JSON)


def _still_paused(request: Request, document: Any) -> Any:
    return {**document, "value": "PAUSED"} if request.path.endswith("/state") else None


@plant("jasper.resumed", _still_paused)
def not_resumed(bench: Bench) -> None:
    """A job that was resumed is not paused."""
    number = bench.schedule("one")
    bench.ask("POST", "/resume", {"jobId": [number]}, JSON, JSON)
    bench.ask("GET", f"/{number}/state", accept=JSON)


@plant("jasper.flag-clears", _of(description="still there"))
def not_cleared(bench: Bench) -> None:
    """A description that a bulk update removed is gone."""
    number = bench.schedule("one", description="still there")
    bench.ask("POST", f"?id={number}", {"isDescriptionModified": True}, JSON, JSON)
    bench.ask("GET", "", accept=JSON)


def _other_number(request: Request, document: Any) -> Any:
    return {**document, "parameters": ["98"]} if request.path.endswith("/99") else None


@plant("jasper.unknown-named", _other_number)
def another_unknown(bench: Bench) -> None:
    """The error for an unknown job names it."""
    bench.ask("GET", "/99", accept=f"{JOB_JSON}")
