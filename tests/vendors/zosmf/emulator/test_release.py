"""Each drift is played by the emulator and, independently, laid over the contract: the two must agree."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
import pytest
import yaml
from jsonpath_rfc9535 import find

from harness.contract import load_contract, load_levels
from harness.emulation import EmulatorSettings
from harness.errors import UsageError
from harness.finding import Finding, Severity
from harness.oracles import SUITE, judge
from harness.resources import resource
from harness.run.attribution import explained
from harness.target import Mode, Target
from harness.traffic.documented import read_documented
from harness.vendors.zosmf import VENDOR
from harness.vendors.zosmf.emulator.release import DRIFTS, release_of
from harness.vendors.zosmf.rules import RULES
from tests.vendors.zosmf.bench import Bench
from tests.vendors.zosmf.emulator.desk import HELD, SHORT, Desk
from tests.vendors.zosmf.probes import probe

PATH = resource("openapi/zosmf.yaml")
LEVELS = load_levels(PATH)
TARGETS = {
    drift.id: [action["target"] for action in yaml.safe_load(drift.overlay.read_text("utf-8"))["actions"]]
    for drift in LEVELS.drifts.values()
}
TARGET = Target("zosmf", "zosmf", (), Mode.UNRESTRICTED, embedded=True)


def probed(drifts: Sequence[str]) -> Bench:
    """Return the probes as an emulator with ``drifts`` answered them."""
    bench = Bench(drifts=frozenset(drifts))
    probe(bench)
    return bench


def found(bench: Bench, drifts: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Judge by the documented contract with ``drifts`` laid over it."""
    contract = load_contract(PATH, LEVELS.overlays(drifts))
    return judge(bench.evidence(contract), (*SUITE, *RULES), embedded=True)


def trouble(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Return what is above ``info``."""
    return [(each.rule, each.claim) for each in findings if each.severity is not Severity.INFO]


@pytest.fixture(scope="module")
def documented() -> set[str]:
    """Return the fingerprints that the probes have at the documented level: wrong input is told as such."""
    return {finding.fingerprint for finding in found(probed(()))}


@pytest.mark.parametrize("drift", LEVELS.drifts)
def test_a_drift_is_found_and_named(drift: str, documented: set[str]) -> None:
    """Judged as documented it makes a finding of its own, and that finding names it."""
    bench = probed([drift])
    own = [each for each in found(bench) if each.fingerprint not in documented]
    named = explained(VENDOR, TARGET, bench.exchanges, (*SUITE, *RULES), own)
    title = f"{drift}: {LEVELS.drifts[drift].title}"
    assert own
    assert any(title in each.drift.split("; ") for each in named)


@pytest.mark.parametrize("drift", LEVELS.drifts)
def test_a_drift_is_clean_by_its_own_overlay(drift: str) -> None:
    """The emulator and the overlay were written apart, and say the same."""
    assert trouble(found(probed([drift]), [drift])) == []


@pytest.mark.parametrize("level", LEVELS.levels)
def test_a_level_is_clean_against_itself(level: str) -> None:
    """What is played together is judged together."""
    drifts = LEVELS.resolve(level)
    assert trouble(found(probed(drifts), drifts)) == []


HOLD = '{"request":"hold"}'


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


def test_the_emulator_plays_what_the_contract_knows() -> None:
    """No drift is on one side alone."""
    assert sorted(DRIFTS) == sorted(LEVELS.drifts)


def test_an_unknown_drift_is_refused() -> None:
    """A drift that nobody plays is told with those that are played."""
    with pytest.raises(UsageError, match=r"no drift called D98, D99 .it plays: D01, "):
        release_of({"D01", "D99", "D98"})


def test_every_published_row_is_there() -> None:
    """Fifty rows, and those said to be played are those that have an overlay."""
    assert [row.id for row in LEVELS.rows] == [f"D{number:02d}" for number in range(1, 51)]
    played = {row.id for row in LEVELS.rows if row.kind == "played"}
    assert played == {drift.partition("-")[0] for drift in LEVELS.drifts}


def test_documented_exchanges_except_known_drifts() -> None:
    """An exception that is misspelt would never count."""
    assert VENDOR.documented is not None
    excepted = {drift for entry in read_documented(VENDOR.documented) for drift in entry.unless}
    assert excepted
    assert excepted <= set(LEVELS.drifts)


def test_drifts_that_do_not_conflict_go_together() -> None:
    """Of any two either both overlays apply, or the pair is refused with the reason."""
    broken = []
    for first in LEVELS.drifts:
        document = load_contract(PATH, LEVELS.overlays([first])).document
        for second, targets in TARGETS.items():
            if not refused(first, second):
                broken += [(first, second, each) for each in targets if not find(each, document)]
    assert broken == []


def refused(first: str, second: str) -> bool:
    """Tell whether two drifts cannot be together, or are one."""
    try:
        LEVELS.resolve("documented", [first, second])
    except UsageError:
        return True
    return first == second
