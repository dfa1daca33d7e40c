"""Each rule is proved twice: a planted fault fires it and nothing else, and the clean twin nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from harness.finding import Finding, Severity
from harness.oracles import SUITE, Rule, judge
from harness.vendors.zosmf.rules import RULES
from tests.oracles.script import Script

Play = Callable[[Script, bool], None]
PLANTED: dict[str, list[Play]] = defaultdict(list)


def plant(rule_id: str) -> Callable[[Play], Play]:
    """Register a play: called with True it plants the fault, with False it is the clean twin."""

    def register(play: Play) -> Play:
        PLANTED[rule_id].append(play)
        return play

    return register


def fired(play: Play, *, fault: bool, rule: Rule, more: Iterable[Rule] = ()) -> set[str]:
    """Return the ids of the rules that fire, of the whole suite, z/OSMF's own, and ``more``.

    A mere information of another rule than ``rule`` is left out: it claims no trouble.
    """
    script = Script()
    play(script, fault)
    found = judge(script.evidence(), (*SUITE, *RULES, *more), embedded=True)
    return {each.rule for each in found if each.rule == rule.id or each.severity is not Severity.INFO}


def troubles(script: Script, *more: Rule) -> list[Finding]:
    """Return what the whole suite, z/OSMF's own rules and ``more`` find above ``info``."""
    found = judge(script.evidence(), (*SUITE, *RULES, *more), embedded=True)
    return [each for each in found if each.severity is not Severity.INFO]


def reported(script: Script, rule: Rule) -> list[Finding]:
    """Return what one rule finds."""
    return list(judge(script.evidence(), [rule], embedded=True))
