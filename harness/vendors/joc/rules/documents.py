"""What documents of orders and histories say agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.finding import Severity
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.joc import sources
from harness.vendors.joc.rules.facts import Answered, answered, orders_shown, runs_shown

SEVERITIES: Mapping[str, int] = {
    "PENDING": 1,
    "RUNNING": 0,
    "SUSPENDED": 5,
    "SETBACK": 5,
    "BLACKLIST": 3,
    "JOB_NOT_IN_PERIOD": 3,
    "NODE_DELAY": 3,
    "WAITING_FOR_LOCK": 3,
    "WAITING_FOR_PROCESS": 3,
    "WAITING_FOR_TASK": 3,
    "WAITING_FOR_AGENT": 2,
    "JOB_CHAIN_STOPPED": 2,
    "NODE_STOPPED": 2,
    "JOB_STOPPED": 2,
}
_RUN_SEVERITIES = {"SUCCESSFUL": 0, "INCOMPLETE": 1, "FAILED": 2}
_DETAILS = ("priority", "params", "stateText", "endState")


@claims(
    "joc.order-severity",
    "an order's state and its severity belong together",
    source=sources.MODEL,
    why="Dashboards colour by the severity: a suspended order that looks healthy is not resumed.",
)
def order_severity(evidence: Evidence) -> Iterator[Breach]:
    """Compare with the mapper's table; a state that it does not have says nothing."""
    for each, order in evidence.fact(orders_shown):
        yield from _severity(each, order.get("processingState"), SEVERITIES, "processingState")


@claims(
    "joc.run-severity",
    "a state of the history and its severity belong together",
    source=sources.HISTORY,
    why="A failed order that is coloured as a successful one is not looked at.",
)
def run_severity(evidence: Evidence) -> Iterator[Breach]:
    """Compare each record of the history with the table."""
    for each, run in evidence.fact(runs_shown):
        yield from _severity(each, run.get("state"), _RUN_SEVERITIES, "state")


@claims(
    "joc.path",
    "an order's path is its chain and its id",
    source=sources.RAML,
    why="Clients split the path to address the order; they would touch another one.",
)
def path(evidence: Evidence) -> Iterator[Breach]:
    """Compare the three members of each order and each record of the history."""
    for each, shown in (*evidence.fact(orders_shown), *evidence.fact(runs_shown)):
        wanted = f"{shown.get('jobChain')},{shown.get('orderId')}"
        if shown.get("path") != wanted:
            says = "an order's path is not its chain and its id"
            yield each.breach("path", says, wanted, str(shown.get("path")))


@claims(
    "joc.compact",
    "the compact form leaves details out",
    source=sources.RAML,
    why="Clients ask for it to poll many orders; details make it as heavy as the whole form.",
    severity=Severity.WARNING,
)
def compact(evidence: Evidence) -> Iterator[Breach]:
    """Look for details of orders, and for nodes of chains, where the compact form was asked for."""
    for each, order in evidence.fact(orders_shown):
        found = [name for name in _DETAILS if name in order]
        if each.asks("compact") is True and found:
            says = f"a compact order has the member {found[0]}"
            yield each.breach(found[0], says, "no details", ", ".join(found))
    for each in evidence.fact(answered):
        chain = each.tells("jobChain") if each.operation == "getJobChain" else None
        if each.asks("compact") is True and isinstance(chain, Mapping) and "nodes" in chain:
            yield each.breach("nodes", "a compact job chain has nodes", "no nodes", "nodes")


@claims(
    "joc.run-end",
    "a way that has ended has an end time, and one that has not has none",
    source=sources.HISTORY,
    why="Reports take the end time for the proof that the work is done.",
)
def run_end(evidence: Evidence) -> Iterator[Breach]:
    """Compare state and end time of each record of the history."""
    for each, run in evidence.fact(runs_shown):
        state = _text(run.get("state"))
        if state in _RUN_SEVERITIES and (state == "INCOMPLETE") is ("endTime" in run):
            says = f"a record of the history is {state} with{'' if 'endTime' in run else 'out'} an end time"
            expected = "no endTime" if state == "INCOMPLETE" else "an endTime"
            yield each.breach(f"{state} endTime", says, expected, str(run.get("endTime")))


@claims(
    "joc.run-times",
    "nothing ends before it begins",
    source=sources.HISTORY,
    why="Durations become negative, and the daily plan calls orders late that were not.",
)
def run_times(evidence: Evidence) -> Iterator[Breach]:
    """Compare start and end of each record; dates of one form compare as text."""
    for each, run in evidence.fact(runs_shown):
        begun, ended = run.get("startTime"), run.get("endTime")
        alike = isinstance(begun, str) and isinstance(ended, str) and len(begun) == len(ended)
        if alike and str(ended) < str(begun):
            yield each.breach("endTime", "an order ended before it started", f"after {begun}", str(ended))


@claims(
    "joc.run-final",
    "a record of the history that has ended never changes",
    source=sources.HISTORY,
    why="Two readers of one ended order decide differently whether it went well.",
)
def run_final(evidence: Evidence) -> Iterator[Breach]:
    """Compare the records that bear one historyId and have ended."""
    first: dict[str, tuple[Answered, Mapping[str, Any]]] = {}
    for each, run in evidence.fact(runs_shown):
        name = run.get("historyId")
        if "endTime" not in run or not isinstance(name, str):
            continue
        known, told = first.setdefault(name, (each, run))
        for member in ("path", "startTime", "endTime", "node"):
            if told.get(member) != run.get(member):
                says = f"a record of the history that had ended has another {member} than before"
                values = (str(told.get(member)), str(run.get(member)))
                yield each.breach(member, says, *values, known.exchange.id)
        if _text(told.get("state")) != _text(run.get("state")):
            says = "a record of the history that had ended has another state than before"
            values = (str(_text(told.get("state"))), str(_text(run.get("state"))))
            yield each.breach("state", says, *values, known.exchange.id)


@claims(
    "joc.login-token",
    "a login tells one token, in its document and in its header",
    source=sources.SECURITY,
    why="Clients take it from the one or from the other, and one of them cannot work.",
)
def login_token(evidence: Evidence) -> Iterator[Breach]:
    """Compare the two, where the header is there."""
    for each in evidence.fact(answered):
        header = each.response.headers.get("X-Access-Token")
        told = each.tells("accessToken")
        if each.operation == "login" and each.response.status == 200 and header and header != told:
            says = "the token in the document is not the one in the header"
            yield each.breach("accessToken", says, "one token", "two")


def _severity(each: Answered, state: Any, table: Mapping[str, int], subject: str) -> Iterator[Breach]:
    text = _text(state)
    if text in table and state.get("severity") != table[text]:
        says = f"the state {text} has the severity {state.get('severity')}"
        yield each.breach(f"{subject} {text}", says, str(table[text]), str(state.get("severity")))


def _text(state: Any) -> Any:
    return state.get("_text") if isinstance(state, Mapping) else None


RULES: tuple[Rule, ...] = (
    order_severity,
    run_severity,
    path,
    compact,
    run_end,
    run_times,
    run_final,
    login_token,
)
