from __future__ import annotations

from harness.exchange import Passage
from harness.flow import JobRef, Outcome
from harness.oracles import Act, Observation
from harness.vendors.joc.flows import post
from harness.vendors.joc.observe import observe, way_of
from tests.vendors.joc.bench import CONTRACT, made
from tests.vendors.joc.script import CHAIN, Script, document_of, run_of


def seen(script: Script) -> list[Observation]:
    """Return what the last exchange of a script says."""
    exchange = script.exchanges[-1]
    match = CONTRACT.match(exchange.request)
    assert match is not None
    return list(observe(CONTRACT, match, exchange))


def test_an_order_that_has_started_is_told_by_its_way() -> None:
    """The same id may be added again."""
    assert way_of(document_of(historyId="1000")) == JobRef("history:1000")
    assert way_of(document_of("PENDING")) == JobRef(f"{CHAIN},x")
    assert way_of({}) is None


def test_a_sighting_tells_the_state_of_a_way() -> None:
    """An order that has not started has no way."""
    script = Script()
    script.shown("SUSPENDED", historyId="1000")
    (told,) = seen(script)
    assert (told.act, told.job.key, told.state, told.present) == (
        Act.STATUS,
        "history:1000",
        "SUSPENDED",
        True,
    )
    script.shown("PENDING")
    assert seen(script)[0].state is None
    script.shown(None)
    assert (seen(script)[0].present, seen(script)[0].job.key) == (False, f"{CHAIN},x")


def test_a_document_of_another_order_says_nothing() -> None:
    """That is for the rule on paths."""
    script = Script()
    script.say("order", {"jobChain": CHAIN, "orderId": "y"}, {"order": document_of()})
    assert seen(script) == []


def test_the_history_tells_how_a_way_ended() -> None:
    """It keeps what has left its chain, so nothing is there by that."""
    script = Script()
    script.history(run_of(), run_of("INCOMPLETE", historyId="1001"))
    (told,) = seen(script)
    assert (told.job.key, told.state, told.result, told.present) == (
        "history:1000",
        *["SUCCESSFUL"] * 2,
        False,
    )


def test_an_id_that_was_chosen_may_have_replaced_an_order() -> None:
    """One that the Master made has not."""
    script = Script()
    script.added()
    assert [(each.act, each.verb) for each in seen(script)] == [(Act.MODIFY, None), (Act.SUBMIT, None)]
    told = {"ok": True, "orders": [{"jobChain": CHAIN, "orderId": "42"}]}
    script.say("orders/add", {"orders": [{"jobChain": CHAIN}]}, told)
    assert [(each.act, each.job.key) for each in seen(script)] == [(Act.SUBMIT, f"{CHAIN},42")]


def test_each_order_of_a_bulk_call_has_its_outcome() -> None:
    """One that is named twice has none that could be told."""
    script = Script()
    items = [{"jobChain": CHAIN, "orderId": name} for name in ("x", "y", "z", "z")]
    failed = {"errors": [{"path": f"{CHAIN},y", "code": "SCHEDULER-162", "message": ""}]}
    script.say("orders/delete", {"orders": items}, failed, 419)
    assert [(each.act, each.job.key[-1], each.outcome) for each in seen(script)] == [
        (Act.DELETE, "x", Outcome.DONE),
        (Act.DELETE, "y", Outcome.TOO_LATE),
        (Act.DELETE, "z", Outcome.UNKNOWN),
    ]


def test_what_got_no_answer_may_have_happened() -> None:
    """To each order that was named."""
    for path in ("orders/add", "orders/suspend"):
        request = post(path, {"orders": [{"jobChain": CHAIN, "orderId": "x"}, {"jobChain": CHAIN}]})
        exchange = made(1, request, None, 10)
        match = CONTRACT.match(request)
        assert exchange.passage is Passage.BROKEN
        assert match is not None
        assert [each.outcome for each in observe(CONTRACT, match, exchange)] == [Outcome.UNKNOWN]
