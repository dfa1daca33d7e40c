from __future__ import annotations

from harness.vendors.iics import VENDOR
from harness.vendors.iics.emulator.release import DRIFTS
from tests.vendors.drifting import DriftTests, Played
from tests.vendors.iics.bench import Bench
from tests.vendors.iics.probes import probe


class TestDrifts(DriftTests):
    """Editions of Informatica Cloud."""

    played = Played(VENDOR, DRIFTS, Bench, probe, rows=38)
