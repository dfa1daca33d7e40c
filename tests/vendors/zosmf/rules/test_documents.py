"""Job documents: what is not sourced, not asked for or not settled is no finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.contract import load_contract
from harness.oracles import gather
from harness.resources import resource
from harness.vendors.zosmf.observe import observe
from harness.vendors.zosmf.rules import documents
from tests.oracles.planting import troubles
from tests.oracles.script import BASE, SERVER, Script, job
from tests.vendors.zosmf.planted.documents import STEP, TIMES


def rules_of(document: dict[str, Any], query: str = "", **placed: Any) -> list[str]:
    """Return the rules that an item with this document breaks."""
    script = Script()
    script.status(document, query, **placed)
    return [finding.rule for finding in troubles(script)]


@pytest.mark.parametrize("phase", [132, 136, 253, 21])
def test_a_phase_without_a_sourced_status_may_have_any(phase: int) -> None:
    """Spin, NJE and JES3 phases say nothing of the status."""
    assert rules_of(job("ACTIVE", phase=phase, phase_name="Job is elsewhere")) == []


def test_a_status_that_was_not_to_be_determined_is_no_contradiction() -> None:
    """Null is documented."""
    assert rules_of(job("ACTIVE", status=None)) == []


def test_a_phase_may_have_a_name_that_was_never_captured() -> None:
    """Only six texts are known."""
    assert rules_of(job("INPUT", phase=129, phase_name="Job is queued for conversion")) == []
    assert rules_of(job("OUTPUT", phase_name="Auf der Druckwarteschlange")) == []


@pytest.mark.parametrize(
    ("jobid", "correlator", "kind"),
    [
        ("J0123456", "J0123456SY1.....E1A2B3C4.......:", "JOB"),
        ("STC00007", "S0000007SY1.....E1A2B3C4.......:", "STC"),
        ("T0000007", "T0000007SY1.....E1A2B3C4.......:NIGHTLY", "TSU"),
    ],
)
def test_short_and_long_job_ids_fit_their_correlators(jobid: str, correlator: str, kind: str) -> None:
    """Five digits in the id are seven in the correlator."""
    quoted = correlator.replace(":", "%3A")
    url = f"{SERVER}{BASE}/{quoted}"
    shown = job(jobid=jobid, type=kind, job_correlator=correlator, url=url, files_url=f"{url}/files")
    assert rules_of(shown, asked=f"MYJOB/{jobid}") == []


def test_a_job_of_jes3_is_addressed_by_its_name() -> None:
    """Without a correlator the url holds name and id, maybe behind a gateway's path."""
    for server in (SERVER, "https://gateway:7554/ibmzosmf/api/v1"):
        url = f"{server}{BASE}/MYJOB/JOB00123"
        shown = job(job_correlator=None, subsystem="JES3", url=url, files_url=f"{url}/files")
        found = rules_of(shown)
        assert "zosmf.url" not in found


def test_national_characters_in_urls_may_be_quoted_or_not() -> None:
    """Both forms lead to the job."""
    for name in ("%24%23%40JOB%231", "$%23@JOB%231"):
        url = f"{SERVER}{BASE}/{name}/JOB00123"
        shown = job(jobname="$#@JOB#1", url=url, files_url=f"{url}/files")
        assert rules_of(shown, asked="$%23@JOB%231/JOB00123") == []


@pytest.mark.parametrize("query", ["?step-data=y", "?step-data=Y&step-data=N", "?step-data="])
def test_a_value_that_is_not_documented_promises_neither(query: str) -> None:
    """With or without steps, nobody can complain."""
    assert rules_of(job(), query) == []
    assert rules_of(job(step_data=[STEP]), query) == []


def test_a_level_that_does_not_know_the_parameter_promises_nothing(tmp_path: Path) -> None:
    """Before z/OS V2R2 nobody was given steps."""
    overlay = tmp_path / "old.yaml"
    overlay.write_text(
        "overlay: 1.0.0\ninfo: { title: old, version: 1.0.0 }\nactions:\n"
        "  - target: \"$.paths[*][*].parameters[?@['$ref']=='#/components/parameters/StepData']\"\n"
        "    remove: true\n"
    )
    old = load_contract(resource("openapi/zosmf.yaml"), [overlay])
    script = Script()
    script.status(job(), "?step-data=Y")
    assert list(documents.step_data.judge(gather(old, observe, script.exchanges))) == []
    assert len(list(documents.step_data.judge(script.evidence()))) == 1


def test_times_that_are_not_there_yet_are_in_order() -> None:
    """Null and absent both occur, and a fraction may be missing on one level."""
    waiting = {**job("INPUT"), **TIMES, "exec-started": None, "exec-ended": None}
    assert rules_of(waiting, "?exec-data=Y") == []


def test_an_active_step_of_a_running_job_is_right() -> None:
    """Only the end makes it wrong."""
    assert rules_of(job("ACTIVE", step_data=[{**STEP, "active": True}]), "?step-data=Y") == []
