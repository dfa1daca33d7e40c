"""Planted faults of each of JOC's own rules, and their clean twins."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.vendors.joc.script import CHAIN, DATE, Script, document_of, plant, run_of

TOKENS = ("3c1c5a0e-0d53-4b1c-9d59-0f3f1b0c6f11", "4d1c5a0e-0d53-4b1c-9d59-0f3f1b0c6f11")
ORDERS = {"deliveryDate": DATE}


@plant("joc.order-severity")
def suspended_is_orange(script: Script, fault: bool) -> None:
    """A suspended order has severity 5."""
    script.shown("SUSPENDED", processingState={"severity": 0 if fault else 5, "_text": "SUSPENDED"})


@plant("joc.run-severity")
def failed_is_red(script: Script, fault: bool) -> None:
    """A failed way has severity 2."""
    script.history(run_of("FAILED", state={"severity": 0 if fault else 2, "_text": "FAILED"}))


@plant("joc.path")
def path_names_the_order(script: Script, fault: bool) -> None:
    """A path is chain and id."""
    script.history(run_of(path=f"{CHAIN},y" if fault else f"{CHAIN},x"))


@plant("joc.compact")
def compact_orders_are_short(script: Script, fault: bool) -> None:
    """A compact order has no priority."""
    order = document_of(**({"priority": 5} if fault else {}))
    script.say("orders", {"compact": True}, {**ORDERS, "orders": [order]})


@plant("joc.compact")
def compact_chains_have_no_nodes(script: Script, fault: bool) -> None:
    """A compact chain has no nodes."""
    state = {"severity": 4, "_text": "ACTIVE"}
    chain = {
        "surveyDate": DATE,
        "path": CHAIN,
        "name": "c",
        "state": state,
        "numOfNodes": 2,
        "numOfOrders": 0,
    }
    told = {**ORDERS, "jobChain": {**chain, **({"nodes": []} if fault else {})}}
    script.say("job_chain", {"compact": True, "jobChain": CHAIN}, told)


@plant("joc.run-end")
def what_ended_has_an_end(script: Script, fault: bool) -> None:
    """A way that is not over has no end time."""
    script.history(run_of("INCOMPLETE", **({"endTime": DATE} if fault else {})))


@plant("joc.run-times")
def ends_come_after_starts(script: Script, fault: bool) -> None:
    """A way ends after it starts."""
    script.history(run_of(endTime="2026-01-05T07:00:00.000Z" if fault else "2026-01-05T09:00:00.000Z"))


@plant("joc.run-final")
def what_ended_stays_so(script: Script, fault: bool) -> None:
    """A record that has ended keeps its end."""
    script.history(run_of())
    script.history(run_of(node="error" if fault else "success"))


@plant("joc.login-token")
def one_token(script: Script, fault: bool) -> None:
    """The token in the header is the one in the document."""
    told = {"user": "root", "accessToken": TOKENS[0], "isAuthenticated": True, "sessionTimeout": 900000}
    header = {
        "X-Access-Token": TOKENS[1 if fault else 0],
        "access_token": TOKENS[0],
        "X-JOC-Timeout": "900000",
    }
    script.say("security/login", {}, told, headers=header)


@plant("joc.list-orders")
def lists_hold_what_was_named(script: Script, fault: bool) -> None:
    """A list of one order holds no other."""
    asked = {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}
    script.say("orders", asked, {**ORDERS, "orders": [document_of("RUNNING", "y" if fault else "x")]})


@plant("joc.list-states")
def lists_hold_the_states_asked_for(script: Script, fault: bool) -> None:
    """A list of suspended orders holds no running one."""
    order = document_of("RUNNING" if fault else "SUSPENDED")
    script.say("orders", {"processingStates": ["SUSPENDED"]}, {**ORDERS, "orders": [order]})


@plant("joc.list-types")
def lists_hold_the_types_asked_for(script: Script, fault: bool) -> None:
    """A list of permanent orders holds no other."""
    order = document_of(_type="AD_HOC" if fault else "PERMANENT")
    script.say("orders", {"types": ["PERMANENT"]}, {**ORDERS, "orders": [order]})


@plant("joc.history-orders")
def histories_hold_what_was_named(script: Script, fault: bool) -> None:
    """A history of a chain holds no other."""
    script.history(run_of(), orders=[{"jobChain": "/other" if fault else CHAIN}])


@plant("joc.history-states")
def histories_hold_the_states_asked_for(script: Script, fault: bool) -> None:
    """A history of failures holds no success."""
    script.history(run_of("SUCCESSFUL" if fault else "FAILED"), historyStates=["FAILED"])


@plant("joc.history-ids")
def histories_hold_the_ids_asked_for(script: Script, fault: bool) -> None:
    """A history of one way holds no other."""
    script.history(run_of(), historyIds=[7 if fault else 1000])


@plant("joc.limit")
def limits_hold(script: Script, fault: bool) -> None:
    """A history of one record holds one."""
    script.history(run_of(), run_of("SUCCESSFUL", "y", historyId="999"), limit=1 if fault else 2)


@plant("joc.error-message")
def codes_go_with_messages(script: Script, fault: bool) -> None:
    """JOC-406 says what is missing."""
    words = (
        "DBMissingDataException: x" if fault else "JocMissingRequiredParameterException: undefined 'orders'"
    )
    error = {"surveyDate": DATE, "deliveryDate": DATE, "error": {"code": "JOC-406", "message": words}}
    script.say("orders/suspend", {"orders": []}, error, 420)


@plant("joc.bulk-message")
def messages_begin_with_their_code(script: Script, fault: bool) -> None:
    """Then two blanks."""
    blanks = " " if fault else "  "
    failed = {"path": f"{CHAIN},x", "code": "SCHEDULER-162", "message": f"SCHEDULER-162{blanks}There is none"}
    script.say("orders/suspend", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, {"errors": [failed]}, 419)


@plant("joc.bulk-path")
def failures_were_asked_for(script: Script, fault: bool) -> None:
    """A failed item is one of the request's."""
    path = f"{CHAIN},{'y' if fault else 'x'}"
    failed = {"path": path, "code": "SCHEDULER-217", "message": "SCHEDULER-217  It is in a task"}
    script.say("orders/start", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, {"errors": [failed]}, 419)


@plant("joc.suspend-holds")
def suspended_orders_stay(script: Script, fault: bool) -> None:
    """A suspended order is shown so."""
    script.changed("suspend")
    script.shown("RUNNING" if fault else "SUSPENDED")


@plant("joc.delete-removes")
def deleted_orders_are_gone(script: Script, fault: bool) -> None:
    """A deleted order is in no view."""
    script.changed("delete")
    script.shown("PENDING" if fault else None)


@plant("joc.added-waits")
def planned_orders_wait(script: Script, fault: bool) -> None:
    """An order for in an hour is there in ten minutes."""
    script.added(at="now + 3600")
    script.shown(None if fault else "PENDING", at="2026-01-05T08:10:00.000Z")


@plant("joc.added-told")
def made_ids_are_told(script: Script, fault: bool) -> None:
    """Who brings no id is told the Master's."""
    made = {} if fault else {"orderId": "42"}
    told = {**ORDERS, "ok": True, "orders": [{"surveyDate": DATE, "jobChain": CHAIN, **made}]}
    script.say("orders/add", {"orders": [{"jobChain": CHAIN}]}, told)


@plant("joc.known-order")
def known_orders_are_found(script: Script, fault: bool) -> None:
    """An order that was there before and after was there between."""
    script.shown(historyId="1000")
    failed = {"path": f"{CHAIN},x", "code": "SCHEDULER-162" if fault else "SCHEDULER-217", "message": ""}
    failed["message"] = f"{failed['code']}  No"
    script.say("orders/start", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, {"errors": [failed]}, 419)
    script.shown(historyId="1000")
