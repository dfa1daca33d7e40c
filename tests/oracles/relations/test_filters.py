"""Filters: a vendor names a parameter and what it admits; the rest is common."""

from __future__ import annotations

from harness.finding import Finding, Source
from harness.oracles import Filter, filter_rule
from tests.oracles.planting import reported
from tests.oracles.script import Script, job

OWNER = Filter(
    "x.owner",
    "owner",
    "a list by owner is narrow",
    Source("here"),
    lambda value, entry: None if value == "?" else entry.get("owner") == value,
    unless=("everybody",),
)


def found(query: str, owner: str = "OTHER") -> list[Finding]:
    """Return what the rule says of a list with this query that shows one job of ``owner``."""
    script = Script()
    script.list([job(owner=owner)], query)
    return reported(script, filter_rule(OWNER))


def test_an_entry_that_is_not_admitted_is_a_finding() -> None:
    """The finding names parameter and entry."""
    (finding,) = found("?owner=IBMUSER")
    assert (finding.rule, finding.subject, finding.operation) == ("x.owner", "owner", "listJobs")
    assert "OTHER" in finding.got


def test_an_admitted_entry_is_none() -> None:
    """A list that is narrow is clean."""
    assert found("?owner=IBMUSER", "IBMUSER") == []


def test_a_value_that_promises_nothing_filters_nothing() -> None:
    """None from ``admits`` means that nobody can tell."""
    assert found("?owner=%3F") == []


def test_a_parameter_that_is_missing_or_given_twice_is_not_judged() -> None:
    """Which of two values counts is not documented."""
    assert found("") == []
    assert found("?owner=IBMUSER&owner=OTHER") == []


def test_a_parameter_beside_one_that_rules_it_out_is_not_judged() -> None:
    """Mutually exclusive parameters make no promise together."""
    assert found("?owner=IBMUSER&everybody=1") == []


def test_only_lists_that_succeeded_and_can_be_read_are_judged() -> None:
    """An error and half a body show no entry."""
    script = Script()
    script.send("GET", "/zosmf/restjobs/jobs?owner=IBMUSER", 200, '[{"owner":')
    script.send("GET", "/zosmf/restjobs/jobs?owner=IBMUSER", 500, [job(owner="OTHER")])
    assert reported(script, filter_rule(OWNER)) == []
