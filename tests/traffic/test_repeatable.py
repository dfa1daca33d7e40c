from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import given, seed
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.engine import ConjectureRunner

from harness.traffic.repeatable import drawing, repeatable

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
from dataclasses import replace
from itertools import count
from hypothesis import given, seed, strategies as st
from harness.contract import Contract, load_contract
from harness.emulation import EmulatorSettings
from harness.resources import resource
from harness.target import Mode
from harness.traffic.client import Reply
from harness.traffic.profiles import Counts
from harness.traffic.properties import PropertyPlan, run_properties
from harness.traffic.repeatable import drawing, repeatable
from harness.traffic.scenarios import plan_scenarios
from harness.vendors.zosmf import VENDOR
from harness.vendors.zosmf.emulator import build

emulator, sent = build(EmulatorSettings(clock="logical")), hashlib.sha256()

class Door:
    def ask(self, request, sender=None, session=None):
        sent.update(repr((sender, request)).encode())
        dressed = request.headers.put("Authorization", "Basic SUJNVVNFUjpTWVMx")
        return Reply(emulator.receive(replace(request, headers=dressed), "http://there").response)

document = load_contract(resource("openapi/zosmf.yaml")).document
document["paths"] = dict(list(document["paths"].items())[:3])
contract = Contract(document, "zosmf")
counts = Counts(False, 6, 4, 6, 0, True, 9, 8)
tags = (VENDOR.tag("test", number) for number in count())
plan = PropertyPlan(contract, VENDOR, Mode.UNRESTRICTED, counts, 5, VENDOR.work, tags)
print(run_properties(plan, Door()).cases, sent.hexdigest())
scenarios = plan_scenarios(VENDOR.work, list(contract.lifecycle.verbs), counts, 5)
print(hashlib.sha256(str(scenarios).encode()).hexdigest())

drawn = []
@seed(7)
@drawing(200)
@given(st.text(max_size=20), st.integers(), st.sets(st.text(max_size=3)))
def draw(text, integer, texts): drawn.append((text, integer, sorted(texts)))
with repeatable(): draw()
print(hashlib.sha256(repr(drawn).encode()).hexdigest())
"""


def _draws(number: int, cases: int = 120) -> list[tuple[str, int]]:
    drawn: list[tuple[str, int]] = []

    @seed(number)
    @drawing(cases)
    @given(st.text(), st.integers())
    def draw(text: str, integer: int) -> None:
        drawn.append((text, integer))

    with repeatable():
        draw()
    return drawn


def _started(source: Path, folder: Path, **environment: str) -> subprocess.Popen[str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    variables = {**inherited, "PYTHONPATH": str(source), **environment}
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT], env=variables, cwd=folder, stdout=subprocess.PIPE, text=True
    )


def test_a_checkout_and_an_installed_package_do_the_same(tmp_path: Path) -> None:
    """Equal seeds send equal requests, from a checkout and from site-packages, in CI, under any hash seed.

    Nothing is left in the working directory of either: Hypothesis keeps its tables in the user's cache.
    """
    installed, elsewhere = tmp_path / "lib" / "site-packages", tmp_path / "elsewhere"
    shutil.copytree(ROOT / "harness", installed / "harness", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "openapi", installed / "harness" / "data" / "openapi")
    elsewhere.mkdir()
    runs = (
        _started(ROOT, elsewhere, PYTHONHASHSEED="1"),
        _started(installed, elsewhere, PYTHONHASHSEED="2", CI="true"),
    )
    checkout, package = (run.communicate()[0] for run in runs)
    assert "'stateful': 24" in checkout
    assert package == checkout
    assert list(elsewhere.iterdir()) == []


def test_the_same_seed_draws_the_same_values_twice_in_one_process() -> None:
    """What was drawn before does not show in what is drawn next."""
    first = _draws(1)
    _draws(2)
    assert _draws(1) == first


def test_drawn_cases_are_not_copies_of_each_other() -> None:
    """Of 120 cases nearly all are distinct, as none is made by repeating a part of another."""
    assert len(set(_draws(3))) > 100


def test_the_constants_of_local_modules_are_out_of_reach() -> None:
    """Inside the context no module's constants are harvested; after it Hypothesis is as it was."""
    harvest, mutate = providers._get_local_constants, ConjectureRunner.generate_mutations_from
    with repeatable():
        assert len(providers._get_local_constants()) == 0
        assert ConjectureRunner.generate_mutations_from is not mutate
    assert providers._get_local_constants is harvest
    assert ConjectureRunner.generate_mutations_from is mutate


def test_the_count_is_the_count() -> None:
    """``drawing(n)`` makes n cases: no example is replayed, shrunk or explained."""
    assert len(_draws(4, cases=17)) == 17
