from __future__ import annotations

import pytest

from harness.errors import UsageError
from harness.vendors.joc.emulator import forms
from harness.vendors.joc.emulator.release import DOCUMENTED, DRIFTS, release_of


def test_each_drift_changes_something() -> None:
    """And only what a release has."""
    for drift in DRIFTS:
        assert release_of([drift]) != DOCUMENTED


def test_an_unknown_drift_is_told_with_the_known_ones() -> None:
    """It is a mistake of the user's."""
    with pytest.raises(UsageError, match="D99"):
        release_of(["D99"])


def test_older_schemas_demand_more() -> None:
    """Lists of changes, tasks of logs; and they set fewer limits."""
    strict = release_of(["D41", "D42"])
    assert strict.form(forms.MODIFY_ORDERS).required == ("jobschedulerId", "orders")
    assert strict.form(forms.TASK).required == ("jobschedulerId", "taskId")
    assert DOCUMENTED.form(forms.TASK) is forms.TASK
    loose = release_of(["D08", "D09"]).form(forms.ORDERS)
    assert loose({"jobschedulerId": "x" * 200, "dateFrom": "soon"})["dateFrom"] == "soon"
