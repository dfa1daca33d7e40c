from __future__ import annotations

import dataclasses

import pytest

from harness.errors import UsageError
from harness.vendors.jasper.emulator.release import DOCUMENTED, DRIFTS, Release, release_of


def test_without_drifts_it_is_what_the_manual_describes() -> None:
    """Nothing differs."""
    assert release_of(()) == DOCUMENTED == Release()


@pytest.mark.parametrize("drift", DRIFTS)
def test_a_drift_changes_what_it_says_and_nothing_else(drift: str) -> None:
    """Each of its members differs from the manual's."""
    release = release_of([drift])
    changed = {
        each.name
        for each in dataclasses.fields(Release)
        if getattr(release, each.name) != getattr(DOCUMENTED, each.name)
    }
    assert changed == set(DRIFTS[drift])


def test_unknown_drifts_are_told() -> None:
    """With those that are played."""
    with pytest.raises(UsageError, match=r"no drift called D01, D99 .it plays: D03, "):
        release_of({"D99", "D04", "D01"})
