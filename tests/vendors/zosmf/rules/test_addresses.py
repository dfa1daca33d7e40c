from __future__ import annotations

import pytest

from tests.oracles.planting import troubles
from tests.oracles.script import Script, job

CORRELATOR = "J0000123SY1.....E1A2B3C4.......%3A"


@pytest.mark.parametrize("changed", [{"class": "B"}, {}])
def test_what_a_request_may_change_is_no_difference(changed: dict[str, str]) -> None:
    """The class of an ended job can be changed; everything else stays."""
    script = Script()
    script.status(job())
    script.status({**job(), **changed}, asked=CORRELATOR)
    assert "zosmf.address-forms" not in {each.rule for each in troubles(script)}


def test_a_job_that_has_not_ended_may_change_between_looks() -> None:
    """Only ended jobs are compared."""
    script = Script()
    script.status(job("INPUT"))
    script.status(job("ACTIVE"), asked=CORRELATOR)
    assert troubles(script) == []


def test_another_correlator_is_another_job() -> None:
    """Job ids are used again."""
    script = Script()
    script.status(job())
    again = job(job_correlator="J0000123SY1.....E1A2B3FF.......:", owner="OTHER")
    script.status(again, asked="J0000123SY1.....E1A2B3FF.......%3A")
    assert "zosmf.address-forms" not in {each.rule for each in troubles(script)}
