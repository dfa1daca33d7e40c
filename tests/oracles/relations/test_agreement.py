"""List and item: compared only where time allows no excuse."""

from __future__ import annotations

from harness.exchange import Passage
from tests.oracles.planting import troubles
from tests.oracles.script import Script, job


def test_a_waiting_job_may_start_between_list_and_item() -> None:
    """Two answers at two times need not agree while the job moves on."""
    script = Script()
    script.list([job("INPUT", owner="")])
    script.status(job("ACTIVE"))
    script.list([job("OUTPUT")])
    assert troubles(script) == []


def test_concurrent_answers_are_not_between() -> None:
    """A list that was still under way when the item was asked for again may be the later one."""
    script = Script()
    script.status({**job("INPUT"), "class": "A"}, at=(0, 5))
    script.list([{**job("INPUT"), "class": "B"}], at=(10, 30))
    script.status({**job("INPUT"), "class": "A"}, at=(20, 40))
    assert troubles(script) == []


def test_what_was_changed_on_demand_may_differ() -> None:
    """A change of class that got no answer may have come to pass between the two."""
    script = Script()
    script.list([job()])
    script.modify("class:B", passage=Passage.BROKEN)
    script.status({**job(), "class": "B"})
    assert troubles(script) == []


def test_the_list_between_two_items_is_told_with_all_three() -> None:
    """The odd one is named, and the two that agree are its proof."""
    script = Script()
    names = (
        script.status(job("ACTIVE")),
        script.list([job("ACTIVE", owner="OTHER")], "?owner=*"),
        script.status(job("ACTIVE")),
    )
    (found,) = troubles(script)
    assert (found.rule, found.subject, found.operation) == ("relations.list-item", "owner", "listJobs")
    assert found.witness == names


def test_an_item_between_two_lists_is_the_odd_one() -> None:
    """The comparison goes both ways."""
    script = Script()
    script.list([job("ACTIVE")])
    script.status(job("ACTIVE", owner="OTHER"))
    script.list([job("ACTIVE")])
    (found,) = troubles(script)
    assert (found.rule, found.operation) == ("relations.list-item", "getJob")


def test_fields_that_one_answer_lacks_are_not_compared() -> None:
    """Times that only one of the two was asked for are no difference."""
    script = Script()
    script.list([job()])
    script.status({**job(), "exec-system": "SY1", "exec-member": "SY1"}, "?exec-data=Y")
    assert troubles(script) == []
