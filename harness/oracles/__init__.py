"""Pure rules over recorded exchanges: what a target must hold, and the findings when it does not.

``gather`` reads exchanges into ``Evidence``; ``judge`` turns evidence and rules into findings. A rule
reports only what holds for every placement of each operation inside its closed interval and for every
resolution of an unknown outcome; concurrent exchanges never raise a finding about order.
"""

from __future__ import annotations

from harness.oracles import client, exchange, lifecycle, relations
from harness.oracles.answered import Answered, judged_answers
from harness.oracles.claim import Breach, claims
from harness.oracles.coverage import OperationCoverage, coverage
from harness.oracles.curl import curl_line
from harness.oracles.evidence import Act, Evidence, Observation, Rule
from harness.oracles.gathering import gather
from harness.oracles.judgement import judge
from harness.oracles.pairs import PairCoverage, pair_coverage
from harness.oracles.relations.filters import Filter, filter_rule

SUITE: tuple[Rule, ...] = (*exchange.RULES, *lifecycle.RULES, *relations.RULES)
"""What every vendor is held to."""

CLIENT: tuple[Rule, ...] = client.RULES
"""What a client under test is held to, besides the suite: a client's request keeps the contract too."""

__all__ = [
    "CLIENT",
    "SUITE",
    "Act",
    "Answered",
    "Breach",
    "Evidence",
    "Filter",
    "Observation",
    "OperationCoverage",
    "PairCoverage",
    "Rule",
    "claims",
    "coverage",
    "curl_line",
    "filter_rule",
    "gather",
    "judge",
    "judged_answers",
    "pair_coverage",
]
