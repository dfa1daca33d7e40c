from __future__ import annotations

import pytest

from harness.errors import UsageError
from harness.guard import RULES as GUARD_RULES
from harness.run.explain import run
from harness.run.requests import ExplainRequest
from harness.run.rules import all_rules
from tests.run.conftest import Listener


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_every_rule_says_what_why_and_where(ui: Listener, rule: object) -> None:
    """Whatever a report names can be looked up: claim, reason and source."""
    told = run(ExplainRequest(rule.id), ui).summary["rule"]  # type: ignore[attr-defined]
    assert told["claim"]
    assert len(told["why"]) > 20
    assert told["source"]["where"]
    assert told["claim"].split()[0] in ui.printed


@pytest.mark.parametrize("name", [name for name, _ in GUARD_RULES])
def test_what_the_guard_keeps_back_is_explained_too(ui: Listener, name: str) -> None:
    """A report's "blocked by" leads to an explanation."""
    told = run(ExplainRequest(name), ui).summary["rule"]
    assert told["claim"].endswith(".")
    assert "guard" in told["why"]


def test_a_near_miss_is_suggested(ui: Listener) -> None:
    """A mistyped id is answered with the near one."""
    with pytest.raises(UsageError, match="did you mean"):
        run(ExplainRequest("exchange.statsu"), ui)
