from __future__ import annotations

import pytest

from harness.errors import UsageError
from harness.oracles import CLIENT, SUITE
from harness.run.judging import rules_of
from harness.run.requests import RulesRequest
from harness.run.rules import all_rules, run
from harness.vendor import vendors
from tests.run.conftest import Listener


def test_every_rule_is_shown_once_with_who_it_holds_for(ui: Listener) -> None:
    """Rules of the suite and of clients hold for all, a vendor's own for that vendor; each has its source."""
    rules = {rule["id"]: rule for rule in run(RulesRequest(), ui).summary["rules"]}
    own = {rule.id: vendor.name for vendor in vendors().values() for rule in rules_of(vendor)}
    assert set(rules) == {rule.id for rule in (*SUITE, *CLIENT)} | set(own)
    for name, rule in rules.items():
        assert rule["vendors"] == ([own[name]] if name in own else "all")
        assert rule["severity"] in {"info", "warning", "error"}
        assert rule["source"]["where"]
        assert name in ui.printed
    assert list(rules) == sorted(rules)


def test_one_vendor_s_rules_leave_out_those_of_others(ui: Listener) -> None:
    """Naming a vendor shows what holds for all and that vendor's own rules."""
    shown = {rule["id"] for rule in run(RulesRequest("zosmf"), ui).summary["rules"]}
    assert shown == {rule.id for rule in (*SUITE, *CLIENT, *rules_of(vendors()["zosmf"]))}


def test_an_unknown_vendor_is_told(ui: Listener) -> None:
    """A vendor that does not exist is answered with those that do."""
    with pytest.raises(UsageError, match=r"known vendors: .*zosmf"):
        run(RulesRequest("zsomf"), ui)


def test_ids_can_be_listed_for_completion() -> None:
    """Completion offers each id once, in order."""
    ids = [rule.id for rule in all_rules()]
    assert ids == sorted(set(ids))
