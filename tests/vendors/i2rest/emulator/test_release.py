"""Each drift is played by the emulator and, independently, laid over the contract: the two must agree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import yaml
from jsonpath_rfc9535 import find

from harness.contract import load_contract, load_levels
from harness.errors import UsageError
from harness.finding import Finding, Severity
from harness.oracles import SUITE, judge
from harness.resources import resource
from harness.run.attribution import explained
from harness.target import Mode, Target
from harness.traffic.documented import read_documented
from harness.vendors.i2rest import VENDOR
from harness.vendors.i2rest.emulator.release import DOCUMENTED, DRIFTS, release_of
from harness.vendors.i2rest.rules import RULES
from tests.vendors.i2rest.bench import Bench
from tests.vendors.i2rest.probes import probe

PATH = resource("openapi/i2rest.yaml")
LEVELS = load_levels(PATH)
TARGETS = {
    drift.id: [action["target"] for action in yaml.safe_load(drift.overlay.read_text("utf-8"))["actions"]]
    for drift in LEVELS.drifts.values()
}
TARGET = Target("i2rest", "i2rest", (), Mode.UNRESTRICTED, embedded=True)


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


def test_the_documented_level_is_clean() -> None:
    """The probes alone find nothing."""
    assert found(probed(())) == ()


@pytest.mark.parametrize("drift", LEVELS.drifts)
def test_a_drift_is_found_and_named(drift: str) -> None:
    """Judged as documented it makes a finding, and that finding names it."""
    bench = probed([drift])
    named = explained(VENDOR, TARGET, bench.exchanges, (*SUITE, *RULES), found(bench))
    title = f"{drift}: {LEVELS.drifts[drift].title}"
    assert named
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


def test_the_emulator_plays_what_the_contract_knows() -> None:
    """No drift is on one side alone, and each changes something."""
    assert sorted(DRIFTS) == sorted(LEVELS.drifts)
    assert release_of(()) == DOCUMENTED
    assert all(release_of({name}) != DOCUMENTED for name in DRIFTS)


def test_an_unknown_drift_is_refused() -> None:
    """A drift that nobody plays is told with those that are played."""
    with pytest.raises(UsageError, match=r"no drift called D98 .it plays: D01, "):
        release_of({"D01", "D98"})


def test_every_published_row_is_there() -> None:
    """Those said to be played are those that have an overlay: nine in ten of those that can be seen."""
    assert [row.id for row in LEVELS.rows] == [f"D{number:02d}" for number in range(1, 33)]
    played = {row.id for row in LEVELS.rows if row.kind == "played"}
    assert played == {drift.partition("-")[0] for drift in LEVELS.drifts}
    seen = [row for row in LEVELS.rows if row.kind in {"played", "not played yet"}]
    assert len(played) / len(seen) >= 0.9


def test_documented_exchanges_except_known_drifts() -> None:
    """An exception that is misspelt would never count."""
    assert VENDOR.documented is not None
    excepted = {drift for entry in read_documented(VENDOR.documented) for drift in entry.unless}
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
