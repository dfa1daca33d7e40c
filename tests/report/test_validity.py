from __future__ import annotations

from harness.report.validity import validity_of


def test_a_plan_that_was_kept_says_how_well() -> None:
    """Figures that may be used say what they rest on."""
    found = validity_of({"validity": {"ok": True, "planned": 600, "sent": 599, "lateness_p99_ms": 2.5}})
    assert found is not None
    assert found.ok
    assert found.sentence == (
        "The plan was kept: 599 of 600 planned submits left, "
        "99 % of them within 2.5 ms of the instant that was planned."
    )


def test_a_plan_that_was_not_kept_forbids_its_figures() -> None:
    """Figures of a generator that was too slow are not to be used, and the reader is told why."""
    found = validity_of({"validity": {"ok": False, "why": "the generator was too slow"}})
    assert found is not None
    assert (found.ok, found.sentence) == (False, "Do not use these figures: the generator was too slow.")


def test_other_runs_have_no_plan() -> None:
    """A check has no plan that could have been kept."""
    assert validity_of({}) is None
