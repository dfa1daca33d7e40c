from __future__ import annotations

from harness.vendors.jasper import VENDOR
from harness.vendors.jasper.emulator.release import DRIFTS
from tests.vendors.drifting import DriftTests, Played
from tests.vendors.jasper.bench import Bench
from tests.vendors.jasper.probes import probe


class TestDrifts(DriftTests):
    """Releases of JasperReports Server."""

    played = Played(VENDOR, DRIFTS, Bench, probe, rows=83, named=frozenset({"D12"}))
