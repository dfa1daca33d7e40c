from __future__ import annotations

from harness.vendors.joc import VENDOR
from harness.vendors.joc.emulator import forms
from harness.vendors.joc.emulator.release import DOCUMENTED, DRIFTS
from tests.vendors.drifting import DriftTests, Played
from tests.vendors.joc.bench import Bench
from tests.vendors.joc.probes import probe


class TestDrifts(DriftTests):
    """Releases of JOC Cockpit."""

    played = Played(
        VENDOR,
        DRIFTS,
        Bench,
        probe,
        rows=90,
        beside_rows=frozenset({"V-1.11", "V-1.12"}),
    )


def test_older_schemas_demand_more() -> None:
    """Lists of changes, tasks of logs; and they set fewer limits."""
    strict = DRIFTS.release(["D41", "D42"])
    assert strict.form(forms.MODIFY_ORDERS).required == ("jobschedulerId", "orders")
    assert strict.form(forms.TASK).required == ("jobschedulerId", "taskId")
    assert DOCUMENTED.form(forms.TASK).required == ("jobschedulerId",)
    loose = DRIFTS.release(["D08", "D09"]).form(forms.ORDERS)
    assert loose({"jobschedulerId": "x" * 200, "dateFrom": "soon"})["dateFrom"] == "soon"
