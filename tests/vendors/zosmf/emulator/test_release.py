from __future__ import annotations

import orjson
import pytest

from harness.contract import load_levels
from harness.emulation import EmulatorSettings
from harness.finding import Severity
from harness.vendors.zosmf import VENDOR
from harness.vendors.zosmf.emulator.release import DRIFTS
from tests.vendors.drifting import DriftTests, Played
from tests.vendors.zosmf.bench import Bench
from tests.vendors.zosmf.emulator.desk import HELD, SHORT, Desk
from tests.vendors.zosmf.probes import probe

LEVELS = load_levels(VENDOR.contract_path)
HOLD = '{"request":"hold"}'


class TestDrifts(DriftTests):
    """Releases of z/OSMF."""

    played = Played(VENDOR, DRIFTS, Bench, probe, rows=50)


def at(level: str) -> Desk:
    """Return a caller of a release, or of the documented level with one drift."""
    name, *more = level.split("+")
    return Desk(EmulatorSettings(drifts=frozenset(LEVELS.resolve(name, more))))


@pytest.mark.parametrize(("level", "status"), [("v2r3", 202), ("v2r4", 200), ("documented", 200)])
def test_a_change_without_version_leaves_zowe_without_an_answer(level: str, status: int) -> None:
    """Zowe CLI modifies so and reads the message of the answer: an empty 202 has none (z/OS V2R3)."""
    desk = at(level)
    answer = desk.ask("PUT", desk.path(HELD), HOLD)
    assert (answer.status, answer.body == b"", "content-type" in answer.headers) == (
        status,
        status == 202,
        status == 200,
    )


@pytest.mark.parametrize(("level", "reason"), [("v3r1", None), ("v2r3", None), ("documented+D34", 7)])
def test_an_encoded_slash_breaks_the_python_sdk_where_it_is_refused(level: str, reason: int | None) -> None:
    """The SDK encodes the slash between name and id (zowe-cli PR#2758 stopped to)."""
    desk = at(level)
    path = desk.path(SHORT).removeprefix("/").replace("/", "%2F")
    answer = desk.ask("GET", f"/{path}")
    assert orjson.loads(answer.body).get("reason") == reason
    assert (answer.status == 200) is (reason is None)


@pytest.mark.parametrize("level", LEVELS.levels)
def test_a_question_mark_in_a_job_name_makes_a_list_of_a_look(level: str) -> None:
    """`//&PN JOB` is listed as ?PN, and a path with that name ends before it (zowe-explorer-vscode#845)."""
    desk = at(level)
    job = desk.submit("//&PN JOB (ACCT)\n//S1 EXEC PGM=IEFBR14\n")
    desk.wait(5)
    assert job["jobname"] == "?PN"
    asked = desk.get(f"/?PN/{job['jobid']}/files")
    assert [each["jobid"] for each in asked if "ddname" not in each] == [job["jobid"]]
    assert desk.get(f"/%3FPN/{job['jobid']}/files")[0]["ddname"] == "JESMSGLG"


@pytest.mark.parametrize("level", LEVELS.levels)
def test_a_number_sign_is_read_raw_and_encoded(level: str) -> None:
    """Zowe CLI sends it raw, older clients and the Python SDK as %23; a gateway may refuse the first."""
    desk = at(level)
    job = desk.submit("//A#B JOB (ACCT)\n//S1 EXEC PGM=IEFBR14\n")
    for name in ("A#B", "A%23B"):
        assert desk.get(f"/{name}/{job['jobid']}")["jobid"] == job["jobid"]


def test_a_jes2_is_told_from_the_jes3_that_its_level_says() -> None:
    """Correlators, and all that rests on them, are findings where the primary JES is said to be a JES3."""
    found = TestDrifts.played.found((), ["D39"])
    told = {finding.subject for finding in found if finding.severity is not Severity.INFO}
    assert {"uncorrelated", "no-correlator-matches", "no-user-correlator", "no-symbols"} <= told
    undocumented = {finding.operation for finding in found if finding.rule == "exchange.status"}
    assert undocumented == {"modifyJob", "deleteJob"}
