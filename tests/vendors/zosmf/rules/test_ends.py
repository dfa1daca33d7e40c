"""Ends: known from the first sighting on, under every name, until something may have removed the job."""

from __future__ import annotations

from harness.vendors.zosmf.rules.ends import ends
from harness.vendors.zosmf.rules.facts import answered
from tests.oracles.script import BASE, JES_FILES, Script, job


def known(script: Script) -> list[bool]:
    """Tell of each list of files whether the job was known to have ended before."""
    evidence = script.evidence()
    told = evidence.fact(ends)
    asked = (each for each in evidence.fact(answered) if each.role == "output")
    return [told.before(each) is not None for each in asked]


def test_an_end_counts_from_the_sighting_to_the_first_removal() -> None:
    """Before the sighting, during it and after a delete nothing is known."""
    script = Script()
    script.files(at=(0, 5))
    script.status(job(), at=(10, 20))
    script.files(at=(15, 25))
    script.files(at=(30, 35))
    script.delete(at=(40, 45))
    script.files(at=(42, 50))
    assert known(script) == [False, False, True, False]


def test_the_earliest_sighting_counts() -> None:
    """A notification that came first is as good as a status."""
    script = Script()
    script.notify()
    script.files()
    script.status(job())
    assert known(script) == [True]


def test_every_name_leads_to_one_key() -> None:
    """By correlator and by name it is one job; an unknown one keeps its own key."""
    script = Script()
    script.status(job())
    script.send("GET", f"{BASE}/J0000123SY1.....E1A2B3C4.......%3A/files", 200, JES_FILES)
    script.send("GET", f"{BASE}/OTHER/JOB00009/files", 200, [])
    evidence = script.evidence()
    told = evidence.fact(ends)
    asked = [each for each in evidence.fact(answered) if each.role == "output"]
    assert [told.key(each) for each in asked] == ["MYJOB/JOB00123", "OTHER/JOB00009"]
    assert [told.before(each) is not None for each in asked] == [True, False]
