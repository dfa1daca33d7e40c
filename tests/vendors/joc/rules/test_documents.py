from __future__ import annotations

from tests.vendors.joc.script import CHAIN, DATE, Script, document_of, run_of


def rules(script: Script) -> set[str]:
    """Return JOC's own rules that fire."""
    return {each.rule for each in script.findings() if each.rule.startswith("joc.")}


def test_states_that_nobody_has_listed_say_nothing() -> None:
    """Nor do documents that lack what is compared."""
    script = Script()
    script.shown("RUNNING", processingState={"severity": 9, "_text": "DREAMING"})
    script.history(run_of(state={"severity": 9, "_text": "DREAMING"}))
    script.say("orders", {}, {"orders": [5, {"path": "x"}]})
    assert rules(script) <= {"joc.path"}


def test_what_changes_before_the_end_is_fine() -> None:
    """A way goes on until it has ended."""
    script = Script()
    script.history(run_of("INCOMPLETE", node="100"))
    script.history(run_of("INCOMPLETE", node="200"))
    script.history(run_of())
    script.history(run_of())
    assert rules(script) == set()


def test_details_are_for_who_does_not_ask_for_less() -> None:
    """The whole form has them."""
    script = Script()
    script.say("orders", {"compact": False}, {"deliveryDate": DATE, "orders": [document_of(priority=5)]})
    script.say("order", {"jobChain": CHAIN, "orderId": "x"}, {"order": document_of(params=[])})
    assert rules(script) == set()


def test_an_ended_state_may_not_change_either() -> None:
    """Successful and then failed is none that both readers can trust."""
    script = Script()
    script.history(run_of())
    script.history(run_of("FAILED"))
    assert "joc.run-final" in rules(script)
