"""Exchanges with JOC written down one after the other, for rules to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from harness.exchange import Exchange, Headers, Request, Response
from harness.finding import Severity
from harness.oracles import SUITE, Rule, gather, judge
from harness.vendors.joc import VENDOR
from harness.vendors.joc.flows import post
from tests.vendors.joc.bench import CONTRACT, MASTER, answer, made

DATE = "2026-01-05T08:00:00.000Z"
CHAIN = "/agent/job_chain1"
Play = Callable[["Script", bool], None]
PLANTED: dict[str, list[Play]] = defaultdict(list)


class Script:
    """Exchanges in order."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []

    def say(
        self,
        path: str,
        asked: Mapping[str, Any],
        told: Any,
        status: int = 200,
        *,
        session: str = "primary",
        headers: Mapping[str, str] | None = None,
        token: str = "",
    ) -> None:
        """Write down one exchange; None: no answer came."""
        number = len(self.exchanges) + 1
        response = None if told is None else answer(told, status)
        if response is not None and headers:
            fields = Headers((*response.headers.fields, *headers.items()))
            response = Response(status, fields, response.body)
        request = post(path, {**MASTER, **asked})
        if token:
            request = replace(request, headers=request.headers.put("X-Access-Token", token))
        self.exchanges.append(made(number, request, response, number * 10, session))

    def get(self, target: str, told: Any, session: str = "primary") -> None:
        """Write down a GET."""
        number = len(self.exchanges) + 1
        self.exchanges.append(made(number, Request("GET", target), answer(told), number * 10, session))

    def changed(self, verb: str, order: str = "x", **entry: Any) -> None:
        """Write down a change of one order that was confirmed."""
        items = [{"orderId": order, "jobChain": CHAIN, **entry}]
        done = {"surveyDate": DATE, "deliveryDate": DATE, "ok": True}
        self.say(f"orders/{verb}", {"orders": items}, done)

    def added(self, order: str = "x", **entry: Any) -> None:
        """Write down that an order was added."""
        items = [{"orderId": order, "jobChain": CHAIN, **entry}]
        told = {"deliveryDate": DATE, "ok": True, "orders": [{"surveyDate": DATE, "jobChain": CHAIN}]}
        self.say("orders/add", {"orders": items}, told)

    def shown(self, state: str | None = "RUNNING", order: str = "x", at: str = DATE, **more: Any) -> None:
        """Write down what an order looks like; None: it is not there."""
        document = {"surveyDate": DATE} if state is None else document_of(state, order, **more)
        self.say("order", {"jobChain": CHAIN, "orderId": order}, {"deliveryDate": at, "order": document})

    def history(self, *runs: Mapping[str, Any], **asked: Any) -> None:
        """Write down a list of records of the history."""
        self.say("orders/history", asked, {"deliveryDate": DATE, "history": list(runs)})

    def findings(self, *rules: Rule) -> list[Any]:
        """Return what the suite, JOC's own rules and ``rules`` find."""
        evidence = gather(CONTRACT, VENDOR.observe, self.exchanges)
        return list(judge(evidence, (*SUITE, *VENDOR.rules, *rules), embedded=True))


SEVERITIES = {"RUNNING": 0, "PENDING": 1, "SUSPENDED": 5, "WAITING_FOR_TASK": 3}


def document_of(state: str = "RUNNING", order: str = "x", /, **changed: Any) -> dict[str, Any]:
    """Return an order document, with ``changed`` over it."""
    document = {
        "path": f"{CHAIN},{order}",
        "orderId": order,
        "jobChain": CHAIN,
        "surveyDate": DATE,
        "_type": "AD_HOC",
        "state": "100",
        "processingState": {"severity": SEVERITIES[state], "_text": state},
        "runTimeIsTemporary": False,
    }
    return {**document, **changed}


def run_of(state: str = "SUCCESSFUL", order: str = "x", /, **changed: Any) -> dict[str, Any]:
    """Return a record of the history, with ``changed`` over it."""
    document = {
        "surveyDate": DATE,
        "jobschedulerId": "scheduler",
        "path": f"{CHAIN},{order}",
        "orderId": order,
        "jobChain": CHAIN,
        "startTime": DATE,
        "node": "success",
        "state": {"severity": {"SUCCESSFUL": 0, "INCOMPLETE": 1, "FAILED": 2}[state], "_text": state},
        "historyId": "1000",
        **({} if state == "INCOMPLETE" else {"endTime": "2026-01-05T08:00:01.000Z"}),
    }
    return {**document, **changed}


def plant(rule: str) -> Callable[[Play], Play]:
    """Register a play: called with True it plants the fault, with False it is the clean twin."""

    def register(play: Play) -> Play:
        PLANTED[rule].append(play)
        return play

    return register


def fired(play: Play, *, fault: bool, rule: Rule) -> set[str]:
    """Return the rules that fire, less mere informations of others than ``rule``."""
    script = Script()
    play(script, fault)
    found = script.findings()
    return {each.rule for each in found if each.rule == rule.id or each.severity is not Severity.INFO}
