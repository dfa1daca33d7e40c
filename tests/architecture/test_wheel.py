"""What is built from the tree works elsewhere, and does what the tree does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.conftest import ROOT, files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel far from the tree."""
    folder = tmp_path_factory.mktemp("site")
    wheel.extractall(folder)
    return folder


def test_all_that_the_product_reads_travels(wheel: zipfile.ZipFile) -> None:
    """Every file of the package, every contract and every load test is in the wheel."""
    packed = set(wheel.namelist())
    package = {str(path) for path in files("harness", suffix="") if (ROOT / path).is_file()}
    assert package - packed == set()
    data = {f"harness/data/{path}" for path in [*files("openapi", suffix=".yaml"), *files("loadtests")]}
    assert data - packed == set()


def test_nothing_else_travels(wheel: zipfile.ZipFile) -> None:
    """Tests, caches and reports stay at home."""
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"harness", next(top for top in tops if top.endswith(".dist-info"))}
    assert not [name for name in wheel.namelist() if "__pycache__" in name]


def check(folder: Path, python_path: Path) -> tuple[Path, str]:
    """Check the emulator with the package found in ``python_path``; return where it is, and what it sent."""
    code = "import harness, sys; sys.stderr.write(harness.__file__); from harness.cli import main; main()"
    arguments = ["check", "zosmf", "--profile", "quick", "--seed", "7", "--json", "--out", "run"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(python_path)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert json.loads(done.stdout)["verdict"] == "pass", done.stderr
    run = json.loads((folder / "run" / "run.json").read_text())
    return Path(done.stderr.partition("__init__.py")[0]), run["details"]["requests_digest"]


def test_the_wheel_sends_what_the_tree_sends(installed: Path, tmp_path: Path) -> None:
    """Same seed, same starting state: the same requests in the same order, wherever the package stands."""
    (tmp_path / "there").mkdir()
    (tmp_path / "here").mkdir()
    there, sent_there = check(tmp_path / "there", installed)
    here, sent_here = check(tmp_path / "here", ROOT)
    assert there == installed / "harness"
    assert here == ROOT / "harness"
    assert sent_there == sent_here
