"""What the emulated repository holds: report units that can be scheduled, folders that take their output.

The addresses are those of the manual's samples, besides reports made to run long and to fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """A report, or a report with stored options. ``lasts`` is how long a run takes, in milliseconds."""

    label: str
    lasts: int = 1_000
    fails: bool = False
    controls: tuple[str, ...] = ()
    """Names of its input controls."""


_TOPIC = ReportUnit(
    "Cascading multi select topic",
    controls=("Country_multi_select", "Cascading_state_multi_select", "Cascading_name_single_select"),
)
REPORTS: Mapping[str, ReportUnit] = {
    "/reports/AllAccounts": ReportUnit("Accounts Report"),
    "/reports/samples/AllAccounts": ReportUnit("Accounts Report"),
    "/reports/samples/SlowReport": ReportUnit("Slow Report", lasts=60_000),
    "/reports/samples/FailingReport": ReportUnit("Failing Report", fails=True),
    "/reports/options/AllAccounts_Q1": ReportUnit("Accounts Q1"),
    "/adhoc/topics/Cascading_multi_select_topic": _TOPIC,
    "/organizations/organization_1/adhoc/topics/Cascading_multi_select_topic": _TOPIC,
}
"""Report units by address."""
FOLDERS: Mapping[str, bool] = {
    "/temp": True,
    "/reports": True,
    "/reports/samples": True,
    "/adhoc/topics": True,
    "/organizations/organization_1/adhoc/topics": True,
    "/organizations/organization_1/reports": True,
    "/public/readonly": False,
}
"""Whether a folder can be written to, by address."""
EMPTY_CONTROL = "~NULL~"
"""What an input control without a value comes back as (jrs-rest-java-client#17)."""
