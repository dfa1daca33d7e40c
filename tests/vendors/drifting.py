"""What holds for the drifts of every vendor; a vendor's ``test_release`` names its own in a subclass.

A drift is written twice, in the emulator and as an overlay on the contract, by readers who knew nothing of
each other. What the emulator answers is judged by the contract, and the two must agree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, ClassVar, Protocol

import pytest
import yaml
from jsonpath_rfc9535 import find

from harness.contract import Contract, Levels, load_contract, load_levels
from harness.emulation.release import PlayedDrifts
from harness.errors import UsageError
from harness.exchange import Exchange
from harness.finding import Finding, Severity
from harness.oracles import SUITE, Evidence, Rule, judge
from harness.run.attribution import explained
from harness.target import Mode, Target
from harness.traffic.documented import Documented, documented_rule, read_documented
from harness.vendor import Vendor


class Probed(Protocol):
    """An emulator that was asked all that some release answers otherwise; every exchange is kept."""

    exchanges: list[Exchange]

    def evidence(self, judged_by: Contract, /) -> Evidence:
        """Return what rules judge, by a contract."""
        ...


@dataclass(frozen=True, eq=False)
class Played:
    """Whose drifts they are, and how they are made to show."""

    vendor: Vendor
    drifts: PlayedDrifts[Any]
    bench: Callable[..., Any]
    """Makes an emulator, in this process, that plays ``drifts``."""
    probe: Callable[[Any], None]
    """Asks such an emulator all that some release answers otherwise."""
    rows: int
    """How many rows the published list has."""
    beside_rows: frozenset[str] = frozenset()
    """Drifts that are no row of that list."""
    named: frozenset[str] | None = None
    """Drifts that findings are to name, where it would take too long to see it of each."""

    @property
    def levels(self) -> Levels:
        """The vendor's levels."""
        return load_levels(self.vendor.contract_path)

    @property
    def entries(self) -> tuple[Documented, ...]:
        """The documented exchanges."""
        return read_documented(self.vendor.documented) if self.vendor.documented else ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that the vendor is held to."""
        return (*SUITE, *self.vendor.rules, documented_rule(self.entries, self.vendor.reader))

    def contract(self, drifts: Iterable[str]) -> Contract:
        """Return the documented contract with the overlays of ``drifts``."""
        return load_contract(self.vendor.contract_path, self.levels.overlays(drifts))

    def found(self, drifts: tuple[str, ...], judged_by: Iterable[str] = ()) -> tuple[Finding, ...]:
        """Return what is found where ``drifts`` are played, by the documented contract with overlays."""
        return judged(self, drifts, tuple(judged_by))

    def own(self, drift: str) -> list[Finding]:
        """Return what a drift alone is found by; wrong input is told as such without it too."""
        return [each for each in self.found((drift,)) if each.fingerprint not in documented(self)]

    def trouble(self, drifts: tuple[str, ...]) -> list[tuple[str, str, str]]:
        """Return what is above ``info`` where ``drifts`` are played and known."""
        found = self.found(drifts, drifts)
        return [(each.rule, each.claim, each.got) for each in found if each.severity is not Severity.INFO]

    def together(self, *drifts: str) -> bool:
        """Tell whether drifts can be played together."""
        try:
            self.levels.resolve("documented", drifts)
        except UsageError:
            return False
        return True


@cache
def probed(played: Played, drifts: tuple[str, ...]) -> Probed:
    """Return the probes as an emulator with ``drifts`` answered them."""
    bench: Probed = played.bench(drifts=frozenset(drifts))
    played.probe(bench)
    return bench


@cache
def judged(played: Played, drifts: tuple[str, ...], judged_by: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what is found where ``drifts`` are played; several tests look at the same findings."""
    evidence = probed(played, drifts).evidence(played.contract(judged_by))
    return judge(evidence, played.rules, embedded=True)


@cache
def documented(played: Played) -> frozenset[str]:
    """Return the fingerprints of what is found without drifts."""
    return frozenset(each.fingerprint for each in played.found(()))


class DriftTests:
    """The tests; a subclass says of whose drifts."""

    played: ClassVar[Played]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Run a test for each level or each drift that it asks for."""
        levels = self.played.levels
        sample = self.played.named or levels.drifts
        for name, known in (("drift", levels.drifts), ("level", levels.levels), ("sample", sample)):
            if name in metafunc.fixturenames:
                metafunc.parametrize(name, sorted(known))

    def test_a_drift_is_found(self, drift: str) -> None:
        """Judged as documented it makes a finding of its own, which its overlay explains."""
        by_overlay = {each.fingerprint for each in self.played.found((drift,), [drift])}
        assert {each.fingerprint for each in self.played.own(drift)} - by_overlay

    def test_a_drift_is_named(self, sample: str) -> None:
        """By its id and its title, in a finding that it makes."""
        vendor, rules = self.played.vendor, self.played.rules
        target = Target(vendor.name, vendor.name, (), Mode.UNRESTRICTED, embedded=True)
        exchanges = probed(self.played, (sample,)).exchanges
        named = explained(vendor, target, exchanges, rules, self.played.own(sample))
        title = f"{sample}: {self.played.levels.drifts[sample].title}"
        assert any(title in each.drift.split("; ") for each in named)

    def test_a_drift_is_clean_by_its_own_overlay(self, drift: str) -> None:
        """The emulator and the overlay were written apart, and say the same."""
        assert self.played.trouble((drift,)) == []

    def test_a_level_is_clean_against_itself(self, level: str) -> None:
        """What is played together is judged together."""
        assert self.played.trouble(self.played.levels.resolve(level)) == []

    def test_a_drift_turns_what_it_names_and_nothing_else(self, drift: str) -> None:
        """Each switch of its row differs from the documented one."""
        table = self.played.drifts
        before, after = (dataclasses.asdict(table.release(names)) for names in ((), [drift]))
        assert {name for name in after if after[name] != before[name]} == set(table.changes[drift])

    def test_the_emulator_plays_what_the_contract_knows(self) -> None:
        """No drift is on one side alone."""
        assert sorted(self.played.drifts) == sorted(self.played.levels.drifts)

    def test_every_published_row_is_there(self) -> None:
        """Those said to be played are those that have an overlay: nine in ten of those that can be seen."""
        rows = self.played.levels.rows
        assert [row.id for row in rows] == [f"D{number:02d}" for number in range(1, self.played.rows + 1)]
        kinds = {kind: {row.id for row in rows if row.kind == kind} for kind in ("played", "not played yet")}
        drifts = set(self.played.levels.drifts) - self.played.beside_rows
        assert kinds["played"] == {name.partition("-")[0] for name in drifts}
        assert len(kinds["played"]) >= 0.9 * sum(map(len, kinds.values()))

    def test_documented_exchanges_except_known_drifts(self) -> None:
        """An exception that is misspelt would never count."""
        entries = self.played.entries
        excepted = {drift for e in entries for drift in (*e.unless, *(name for name, _ in e.varies))}
        assert excepted <= set(self.played.drifts)

    def test_drifts_that_turn_one_switch_are_not_played_together(self) -> None:
        """Of two that turn it differently the pair is refused with the reason, or one would be lost."""
        changes = self.played.drifts.changes
        assert [
            (one, other)
            for one, other in combinations(changes, 2)
            for switch in changes[one].keys() & changes[other].keys()
            if changes[one][switch] != changes[other][switch] and self.played.together(one, other)
        ] == []

    def test_drifts_that_do_not_conflict_go_together(self) -> None:
        """What one drift changes another one has not taken out, or the pair is refused with the reason."""
        actions = {name: written(drift.overlay) for name, drift in self.played.levels.drifts.items()}
        broken = []
        for first in [name for name in actions if any(each.get("remove") for each in actions[name])]:
            document = self.played.contract([first]).document
            for second in [each for each in actions if each != first and self.played.together(first, each)]:
                targets = [action["target"] for action in actions[second]]
                broken += [(first, second, each) for each in targets if not find(each, document)]
        assert broken == []


def written(overlay: Path) -> list[dict[str, Any]]:
    """Return the actions of an overlay."""
    actions: list[dict[str, Any]] = yaml.safe_load(overlay.read_text("utf-8"))["actions"]
    return actions
