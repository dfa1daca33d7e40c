"""Pure rules over recorded exchanges: what a target must hold, and the findings when it does not.

``gather`` reads exchanges into ``Evidence``; ``judge`` turns evidence and rules into findings. A rule
reports only what holds for every placement of each operation inside its closed interval and for every
resolution of an unknown outcome; concurrent exchanges never raise a finding about order.
"""

from __future__ import annotations

from harness.oracles.claim import Breach, claims
from harness.oracles.curl import curl_line
from harness.oracles.evidence import Act, Evidence, Observation, Rule
from harness.oracles.gathering import gather
from harness.oracles.judgement import judge

SUITE: tuple[Rule, ...] = ()
"""What every vendor is held to."""

__all__ = [
    "SUITE",
    "Act",
    "Breach",
    "Evidence",
    "Observation",
    "Rule",
    "claims",
    "curl_line",
    "gather",
    "judge",
]
