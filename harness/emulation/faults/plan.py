"""Which request meets which fault, and how the control API writes it down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.emulation.faults.delay import Delay
from harness.emulation.faults.expired_session import ExpiredSession
from harness.emulation.faults.half_body import HalfBody
from harness.emulation.faults.model import Fault
from harness.emulation.faults.reset import Reset
from harness.emulation.faults.slow_drip import SlowDrip
from harness.emulation.faults.stale_read import StaleRead
from harness.emulation.faults.status import Status
from harness.emulation.faults.truncated_list import TruncatedList
from harness.emulation.faults.vanished_jobs import VanishedJobs
from harness.errors import UsageError
from harness.exchange import Request

KINDS: Mapping[str, type[Fault]] = {
    kind.kind: kind
    for kind in (
        Delay,
        SlowDrip,
        Reset,
        HalfBody,
        Status,
        ExpiredSession,
        StaleRead,
        TruncatedList,
        VanishedJobs,
    )
}
"""Every kind of fault by its name in the control API."""
_MEND = (
    'write {"match": {"method"?, "path_regex"?, "nth"?, "count"?}, "fault": {"kind": …}} with a kind of '
    + ", ".join(KINDS)
)


@dataclass(slots=True)
class FaultRule:
    """A fault and the requests that meet it; counts them, so it is the one part with a memory.

    ``nth`` counts matching requests from 1; None: each of them. ``count`` is how many from the ``nth`` on
    get the fault.
    """

    fault: Fault
    method: str | None = None
    path: re.Pattern[str] | None = None
    nth: int | None = None
    count: int = 1
    seen: int = field(default=0, init=False)

    def meets(self, request: Request) -> bool:
        """Tell whether this request gets the fault, and count it when it matches."""
        if self.method is not None and request.method != self.method:
            return False
        if self.path is not None and self.path.search(request.target) is None:
            return False
        self.seen += 1
        return self.nth is None or self.nth <= self.seen < self.nth + self.count


def faults_for(rules: Sequence[FaultRule], request: Request) -> tuple[FaultRule, ...]:
    """Return the rules whose fault this request gets, in their order."""
    return tuple(rule for rule in rules if rule.meets(request))


def parse_faults(document: Any) -> tuple[FaultRule, ...]:
    """Read the control API's list of faults; raise ``UsageError`` for anything else."""
    if not isinstance(document, list):
        raise UsageError("faults must be a list", mend=_MEND)
    return tuple(_rule(entry) for entry in document)


def _rule(entry: Any) -> FaultRule:
    try:
        match, fault = dict(entry.get("match", {})), dict(entry["fault"])
        kind = KINDS[fault.pop("kind")]
        pattern = match.pop("path_regex", None)
        path = None if pattern is None else re.compile(pattern)
        return FaultRule(kind(**fault), path=path, **match)
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as problem:
        raise UsageError(f"fault {entry!r} cannot be read: {problem}", mend=_MEND) from None
