"""Feedback: routed jobs, JES3 and odd versions are no findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import load_contract, load_level
from harness.oracles import gather, judge
from harness.resources import resource
from harness.vendors.zosmf import VENDOR
from harness.vendors.zosmf.observe import observe
from harness.vendors.zosmf.rules.feedback import default_versions, synchronous
from tests.oracles.planting import troubles
from tests.oracles.script import BASE, JSON, Script, feedback


def rules_of(script: Script) -> list[str]:
    """Return the rules that the script breaks."""
    return [finding.rule for finding in troubles(script)]


def test_a_routed_job_bears_its_old_id_as_the_original() -> None:
    """A job that was sent elsewhere has a new id there."""
    script = Script()
    script.modify("hold", document=feedback(jobid="JOB00999"))
    assert rules_of(script) == []


def test_names_are_compared_in_any_letter_case() -> None:
    """The path may be lower case, the document never is."""
    script = Script()
    script.modify("hold", path="myjob/job00123")
    assert rules_of(script) == []


def test_feedback_in_other_words_is_fine() -> None:
    """Only two messages are known for certain."""
    script = Script()
    script.modify("hold", document=feedback(message="Auftrag angehalten."))
    script.modify("hold", document=feedback(message=None))
    assert "zosmf.feedback-message" not in rules_of(script)


@pytest.mark.parametrize(("level", "found"), [("documented", ["zosmf.synchronous"]), ("v2r5+D39", [])])
def test_a_system_with_jes3_answers_asynchronously(level: str, found: list[str]) -> None:
    """There the version is ignored; that the primary JES is a JES3 the level says."""
    script = Script()
    script.modify("hold", status=202, answer={})
    evidence = gather(load_level(resource("openapi/zosmf.yaml"), level), observe, script.exchanges)
    assert [finding.rule for finding in judge(evidence, VENDOR.rules)] == found


def test_a_secondary_jes_may_be_a_jes3() -> None:
    """Which kind a subsystem is, its name does not tell."""
    script = Script()
    script.modify("hold", path="-JESB/MYJOB/JOB00123", status=202, answer={})
    assert rules_of(script) == []


@pytest.mark.parametrize("body", ['{"request":"stop"}', '{"request":"hold","version":2}', "{"])
def test_a_request_that_is_not_documented_is_neither(body: str) -> None:
    """Nobody knows whether it is synchronous."""
    script = Script()
    script.send("PUT", f"{BASE}/MYJOB/JOB00123", 202, headers=JSON, body=body, answer={})
    assert "zosmf.synchronous" not in rules_of(script)


def test_what_an_omitted_version_means_is_what_the_level_says(tmp_path: Path) -> None:
    """On a level before z/OS 2.4 a delete without a version is asynchronous; its overlay says so."""
    overlay = tmp_path / "old.yaml"
    overlay.write_text(
        "overlay: 1.0.0\ninfo: { title: old, version: 1.0.0 }\nactions:\n"
        "  - target: $.components.parameters.JobModifyVersion.schema\n    update: { default: '1.0' }\n"
    )
    old = load_contract(resource("openapi/zosmf.yaml"), [overlay])
    script = Script()
    script.delete(status=202, answer={})
    script.modify("hold", version=None)
    evidence = gather(old, observe, script.exchanges)
    assert default_versions(evidence) == {"modify": "2.0", "delete": "1.0"}
    assert list(synchronous.judge(evidence)) == []
    assert len(list(synchronous.judge(script.evidence()))) == 1


def test_an_asynchronous_delete_is_asked_for_by_its_header() -> None:
    """The header counts for deletes, the body for updates."""
    script = Script()
    script.delete(status=202, answer={}, headers={"X-IBM-Job-Modify-Version": "1.0"})
    assert rules_of(script) == []
