from __future__ import annotations

from dataclasses import replace

import pytest

from harness.contract import load_level
from harness.finding import Finding
from harness.oracles import SUITE, gather, judge
from harness.run.attribution import explained
from harness.target import Mode, Target
from harness.vendor import vendor_named
from tests.oracles.script import BASE, JSON, Script, feedback, job

ZOSMF = vendor_named("zosmf")
RULES = (*SUITE, *ZOSMF.rules)
PATH = f"{BASE}/MYJOB/JOB00123"


def named(script: Script, level: str = "documented") -> dict[str, str]:
    """Judge as a level and return the drift that each finding names, by rule."""
    target = Target("zosmf", "zosmf", (), Mode.UNRESTRICTED, level=level, embedded=True)
    evidence = gather(load_level(ZOSMF.contract_path, level), ZOSMF.observe, script.exchanges)
    found = judge(evidence, RULES, embedded=True)
    return {each.rule: each.drift for each in explained(ZOSMF, target, script.exchanges, RULES, found)}


@pytest.fixture
def script() -> Script:
    """Return a script in which a modify without version was asynchronous."""
    written = Script()
    written.send("PUT", PATH, 202, answer={}, body=b'{"request":"hold"}', headers=JSON)
    return written


def test_a_finding_names_the_drift_whose_overlay_makes_it_vanish(script: Script) -> None:
    """By id and title, so that nobody has to look it up; a JES3 would explain it as well."""
    drifts = named(script)["zosmf.synchronous"].split("; ")
    assert drifts == ["D07: a modify without version is asynchronous", "D39: the primary JES is a JES3"]


def test_what_no_drift_explains_names_none(script: Script) -> None:
    """A fault is no release."""
    script.status(job(phase="20"))
    assert named(script)["exchange.body"] == ""


def test_a_drift_of_the_level_explains_nothing(script: Script) -> None:
    """Judged as a release that does so, it is no finding in the first place."""
    assert named(script, "v2r3") == {}


def test_two_drifts_that_both_explain_are_both_named() -> None:
    """Whichever it is, the reader decides."""
    written = Script()
    url = f"http://zosmf.example:80{PATH}"
    served = {**JSON, "X-Powered-By": "Servlet/3.1", "Strict-Transport-Security": "max-age=31536000"}
    written.status({**job(), "url": url, "files-url": f"{url}/files"}, answer=served)
    assert [each[:4] for each in named(written)["exchange.expected"].split("; ")] == ["D21:", "D22:"]


def test_a_drift_that_alone_explains_something_else_is_the_likely_one() -> None:
    """A missing service explains the status for sure, so it is also why the login was not refused."""
    written = Script()
    written.send("POST", "/zosmf/services/authenticate", 404, answer={})
    assert {each[:4] for each in named(written).values()} == {"D13:"}


def test_without_findings_nothing_is_judged_again() -> None:
    """A clean run costs nothing more, and knows no drift."""
    written = Script()
    written.send(
        "PUT", PATH, 200, feedback(member="JES2", sysname="SY1"), body=b'{"request":"hold"}', headers=JSON
    )
    nothing: tuple[Finding, ...] = ()
    target = replace(Target("zosmf", "zosmf", (), Mode.OWNED), level="a level that is never read")
    assert explained(ZOSMF, target, written.exchanges, RULES, nothing) == ()
