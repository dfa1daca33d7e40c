"""Which work a load submits, and which verb a race applies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.contract import Contract, load_contract
from harness.errors import UsageError
from harness.resources import resource
from harness.run.load_plan import affordable, with_reader, work_to_follow, work_to_probe
from harness.target import Budgets, Credentials, Length, Mode, Target, WorkItem

SHORT = WorkItem("short", Length.SHORT, {})
LONG = WorkItem("long", Length.LONG, {})
HELD = WorkItem("held", Length.HELD, {}, ("cancel", "delete"))


def target(*work: WorkItem, mode: Mode = Mode.OWNED) -> Target:
    """Return a target with these work items."""
    return Target("t", "zosmf", ("http://127.0.0.1:1",), mode, work=work)


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Return z/OSMF's contract, whose first verb is hold."""
    return load_contract(resource("openapi/zosmf.yaml"))


def test_a_load_follows_short_work() -> None:
    """Short work ends by itself, so its end can be measured; a name chooses another."""
    assert work_to_follow(target(LONG, SHORT)) == SHORT
    assert work_to_follow(target(LONG)) == LONG
    assert work_to_follow(target(LONG, SHORT), "long") == LONG


def test_a_race_probes_work_that_does_not_end(contract: Contract) -> None:
    """The first verb that a work item allows, on work that cannot end before it is touched."""
    assert work_to_probe(target(SHORT, LONG, HELD), contract, None) == (LONG, "hold")
    assert work_to_probe(target(SHORT, LONG, HELD), contract, "cancel") == (HELD, "cancel")
    assert work_to_probe(target(HELD), contract, None) == (HELD, "cancel")
    assert work_to_probe(target(SHORT), contract, None) == (SHORT, "hold")


def test_a_race_for_the_late_end_names_its_work(contract: Contract) -> None:
    """Named work is probed though it ends by itself, and an unknown name is refused with the known ones."""
    assert work_to_probe(target(SHORT, LONG, HELD), contract, None, SHORT.name) == (SHORT, "hold")
    with pytest.raises(UsageError, match="known work items: ") as refused:
        work_to_probe(target(SHORT), contract, None, "nothing")
    assert SHORT.name in str(refused.value)


def test_what_cannot_be_loaded_is_refused(contract: Contract) -> None:
    """No submits, no work, no such verb, no work for the verb: one line each, with what to do."""
    for refused in (target(), target(SHORT, mode=Mode.READ_ONLY)):
        with pytest.raises(UsageError):
            work_to_follow(refused)
    with pytest.raises(UsageError, match="no work item called 'x'"):
        work_to_follow(target(SHORT), "x")
    with pytest.raises(UsageError, match="no verb 'explode'"):
        work_to_probe(target(SHORT), contract, "explode")
    with pytest.raises(UsageError, match="touched by hold"):
        work_to_probe(target(HELD), contract, "hold")


def test_a_budget_of_requests_slows_the_default_rate() -> None:
    """A job takes several requests; a load that the budget would hold up measures the budget."""
    assert affordable(10, target(SHORT)) == 10
    frugal = replace(target(SHORT), budgets=Budgets(rate=16))
    assert affordable(10, frugal) == 2
    assert affordable(1, frugal) == 1


def test_the_reader_is_the_primary_user_again() -> None:
    """Jobs are looked at in a session of its own."""
    known = {"primary": Credentials("a", "b"), "other": Credentials("c", "d")}
    given = Target("t", "zosmf", (), Mode.OWNED, sessions=known)
    assert with_reader(given).sessions == {**known, "reader": known["primary"]}


def test_where_nothing_can_come_too_early_work_is_probed_that_ends() -> None:
    """JOC knows each order at once: a verb can only come too late, which takes work with an end."""
    joc = load_contract(resource("openapi/joc.yaml"))
    assert work_to_probe(target(LONG, SHORT), joc, None) == (SHORT, "suspend")
    for wrong, name in ((target(HELD, LONG), None), (target(SHORT, LONG), LONG.name)):
        with pytest.raises(UsageError, match="nothing to race for"):
            work_to_probe(wrong, joc, None, name)
