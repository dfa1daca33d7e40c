from __future__ import annotations

from harness.finding import Standing
from harness.vendors.iics.emulator import errors
from harness.vendors.iics.emulator.errors import Refusal, ServiceError

CATALOGUE = [value for value in vars(errors).values() if isinstance(value, ServiceError)]


def test_a_refusal_says_what_it_is_about() -> None:
    """Status, code and words."""
    refusal = errors.NO_TASK.refuse(name="Load_Orders")
    assert isinstance(refusal, Refusal)
    assert (refusal.status, refusal.code) == (403, "REPO_36004")
    assert "Load_Orders" in refusal.description


def test_what_nobody_has_documented_is_called_inferred() -> None:
    """The codes that are made up name no source that would have them."""
    made_up = [error for error in CATALOGUE if error.code.startswith("APP_100") and error.status != 500]
    assert made_up
    assert {error.source.standing for error in made_up} == {Standing.INFERRED}


def test_codes_are_told_apart() -> None:
    """One code, one refusal."""
    assert len({error.code for error in CATALOGUE}) == len(CATALOGUE)
