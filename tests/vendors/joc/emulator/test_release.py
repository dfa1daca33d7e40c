"""Each drift is played by the emulator and, independently, laid over the contract: the two must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
import yaml
from jsonpath_rfc9535 import find

from harness.contract import load_contract, load_levels
from harness.errors import UsageError
from harness.exchange import Headers, Request, Sender
from harness.finding import Finding, Severity
from harness.oracles import SUITE, judge
from harness.resources import resource
from harness.run.attribution import explained
from harness.target import Mode, Target
from harness.traffic.documented import KIND, SETUP, documented_rule, read_documented
from harness.vendors.joc import VENDOR
from harness.vendors.joc.emulator import forms
from harness.vendors.joc.emulator.release import DOCUMENTED, DRIFTS, release_of
from tests.vendors.joc.bench import Bench

PATH = resource("openapi/joc.yaml")
LEVELS = load_levels(PATH)
REMOVED = {
    drift.id: targets
    for drift in LEVELS.drifts.values()
    if (
        targets := [
            action["target"]
            for action in yaml.safe_load(drift.overlay.read_text("utf-8"))["actions"]
            if action.get("remove")
        ]
    )
}
"""What overlays take out of the contract; only there one can be in another's way."""
TARGET = Target("joc", "joc", (), Mode.UNRESTRICTED, embedded=True)
assert VENDOR.documented is not None
ENTRIES = read_documented(VENDOR.documented)
RULES = (*SUITE, *VENDOR.rules, documented_rule(ENTRIES, VENDOR.reader))


def probed(drifts: tuple[str, ...]) -> Bench:
    """Return what an emulator with ``drifts`` answers to every documented exchange, and to a little more."""
    bench = Bench(drifts=frozenset(drifts))
    for number, entry in enumerate(ENTRIES):
        names = {"tag": f"hdrift-{number}"}
        case = f"{entry.id}/{names['tag']}"
        if entry.setup is not None:
            first = len(bench.exchanges)
            found = brought_about(bench, entry.setup.work, entry.setup.state, names["tag"])
            stamped(bench, first, Sender(SETUP, case))
            if found is None:
                continue
            names |= found
        bench.send(entry.request(names), entry.session)
        stamped(bench, len(bench.exchanges) - 1, Sender(KIND, case))
    more(bench)
    return bench


def brought_about(bench: Bench, work: str, state: str, tag: str) -> dict[str, str] | None:
    """Bring an order to a state; None when it does not get there."""
    item = next(item for item in VENDOR.work if work in (item.name, item.length.value))
    job = bench.run(VENDOR.flows.submit(item, tag)).job
    for _ in range(8):
        if job is not None and bench.run(VENDOR.flows.status(job)).state == state:
            return dict(job.names)
        bench.wait(0.25)
    return None


def stamped(bench: Bench, first: int, sender: Sender) -> None:
    """Say who sent the exchanges from ``first`` on."""
    bench.exchanges[first:] = [replace(each, sender=sender) for each in bench.exchanges[first:]]


def more(bench: Bench) -> None:
    """Ask what takes several requests: silence of the Master, and sessions that lie idle."""
    bench.emulator.impose(["master-silent"])
    bench.ask("orders", {})
    bench.emulator.impose([])
    for pause in (500, 500, 1000):
        bench.wait(pause)
        bench.ask("orders", {"compact": True})
        # Its answer bears a date, whatever became of the session.
        bench.send(
            Request("POST", "/joc/api/orders", Headers.of(Content_Type="application/json"), b"{"), "none"
        )
    login = Request("POST", "/joc/api/security/login", Headers.of(Authorization="Basic cm9vdDpyb290"))
    bench.send(login, "none")
    bench.send(Request("GET", "/joc/api/version"), "none")
    bench.sessions.pop("primary")
    bench.ask("orders", {"compact": True})


def found(bench: Bench, drifts: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Judge by the documented contract with ``drifts`` laid over it."""
    contract = load_contract(PATH, LEVELS.overlays(drifts))
    return judge(bench.evidence(contract), RULES, embedded=True)


def trouble(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Return what is above ``info``."""
    return [(f.rule, f.claim, f.got) for f in findings if f.severity is not Severity.INFO]


@cache
def documented() -> frozenset[str]:
    """Return the fingerprints that the probes have at the documented level: wrong input is told as such."""
    return frozenset(finding.fingerprint for finding in found(probed(())))


@pytest.mark.parametrize("drift", LEVELS.drifts)
def test_a_drift_is_found_and_its_own_overlay_explains_it(drift: str) -> None:
    """Judged as documented it makes a finding of its own, by its overlay neither that nor any other."""
    bench = probed((drift,))
    by_overlay = found(bench, [drift])
    assert trouble(by_overlay) == []
    own = {each.fingerprint for each in found(bench)} - documented()
    assert own - {each.fingerprint for each in by_overlay}


def test_a_drift_is_named() -> None:
    """By its id and its title, in the finding itself."""
    bench = probed(("D17",))
    own = [each for each in found(bench) if each.fingerprint not in documented()]
    (named, *_) = explained(VENDOR, TARGET, bench.exchanges, RULES, own)
    assert named.drift == f"D17: {LEVELS.drifts['D17'].title}"


@pytest.mark.parametrize("level", LEVELS.levels)
def test_a_level_is_clean_against_itself(level: str) -> None:
    """What is played together is judged together."""
    drifts = LEVELS.resolve(level)
    assert trouble(found(probed(drifts), drifts)) == []


def test_the_emulator_plays_what_the_contract_knows() -> None:
    """No drift is on one side alone, and each changes something."""
    assert sorted(DRIFTS) == sorted(LEVELS.drifts)
    assert [drift for drift in DRIFTS if release_of([drift]) == DOCUMENTED] == []


def test_an_unknown_drift_is_refused() -> None:
    """It is a mistake of the user's."""
    with pytest.raises(UsageError, match="D99"):
        release_of(["D99"])


def test_every_published_row_is_there() -> None:
    """Ninety rows; of those that show over HTTP nine in ten are played."""
    assert [row.id for row in LEVELS.rows] == [f"D{number:02d}" for number in range(1, 91)]
    played = {row.id for row in LEVELS.rows if row.kind == "played"}
    assert played | {"V-1.11", "V-1.12"} == set(LEVELS.drifts)
    waiting = [row.id for row in LEVELS.rows if row.kind == "not played yet"]
    assert len(waiting) <= 0.1 * (len(played) + len(waiting))


def test_documented_exchanges_except_known_drifts() -> None:
    """An exception that is misspelt would never count."""
    excepted = {drift for entry in ENTRIES for drift in entry.unless}
    assert excepted <= set(LEVELS.drifts)


def test_drifts_that_do_not_conflict_go_together() -> None:
    """What one drift takes out another one still finds, or the pair is refused with the reason."""
    broken = []
    for first in REMOVED:
        document = load_contract(PATH, LEVELS.overlays([first])).document
        for second, targets in REMOVED.items():
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


def test_older_schemas_demand_more() -> None:
    """Lists of changes, tasks of logs; and they set fewer limits."""
    strict = release_of(["D41", "D42"])
    assert strict.form(forms.MODIFY_ORDERS).required == ("jobschedulerId", "orders")
    assert strict.form(forms.TASK).required == ("jobschedulerId", "taskId")
    assert DOCUMENTED.form(forms.TASK) is forms.TASK
    loose = release_of(["D08", "D09"]).form(forms.ORDERS)
    assert loose({"jobschedulerId": "x" * 200, "dateFrom": "soon"})["dateFrom"] == "soon"
