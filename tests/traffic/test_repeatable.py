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
import hashlib, sys
from hypothesis import given, seed, strategies as st
import harness.contract, harness.traffic.engine
from harness.traffic.repeatable import drawing, repeatable
drawn = []
@seed(int(sys.argv[1]))
@drawing(300)
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


def _run(number: int, source: Path, folder: Path, **environment: str) -> str:
    command = [sys.executable, "-c", SCRIPT, str(number)]
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    variables = {**inherited, "PYTHONPATH": str(source), **environment}
    done = subprocess.run(command, env=variables, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_checkout_and_an_installed_package_draw_alike(tmp_path: Path) -> None:
    """Equal seeds draw equal values from a checkout, from site-packages, in CI, under any hash seed."""
    installed = tmp_path / "lib" / "site-packages"
    shutil.copytree(ROOT / "harness", installed / "harness", ignore=shutil.ignore_patterns("__pycache__"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    checkout = _run(7, ROOT, ROOT, PYTHONHASHSEED="1")
    assert _run(7, installed, elsewhere, PYTHONHASHSEED="2", CI="true") == checkout
    assert _run(8, installed, elsewhere) != checkout


def test_nothing_is_left_in_the_working_directory(tmp_path: Path) -> None:
    """Hypothesis keeps its tables in the user's cache, not below the working directory."""
    _run(7, ROOT, tmp_path)
    assert list(tmp_path.iterdir()) == []


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
