from __future__ import annotations

from harness.vendors.i2rest import VENDOR
from harness.vendors.i2rest.emulator.release import DRIFTS
from tests.vendors.drifting import DriftTests, Played, documented
from tests.vendors.i2rest.bench import Bench
from tests.vendors.i2rest.probes import probe


class TestDrifts(DriftTests):
    """Releases and sites of i2Rest."""

    played = Played(VENDOR, DRIFTS, Bench, probe, rows=32)

    def test_the_documented_level_is_clean(self) -> None:
        """The probes alone find nothing."""
        assert documented(self.played) == frozenset()
