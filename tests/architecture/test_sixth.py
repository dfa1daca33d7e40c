"""A vendor that nobody has thought of joins by new files alone.

The files stand in ``sixth/``: one OpenAPI file, one folder of ``harness/vendors``, one load test. They are
laid over a copy of the tree, so that what runs is the product as it is plus those files.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.conftest import ROOT

SIXTH = Path(__file__).with_name("sixth")
ADDED = [
    path.relative_to(SIXTH) for path in SIXTH.rglob("*") if path.is_file() and "__pycache__" not in path.parts
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree with the new vendor's files laid over it."""
    copy = tmp_path_factory.mktemp("tree")
    for folder in ("harness", "openapi", "loadtests"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ADDED:
        assert not (copy / path).exists(), f"{path} would be edited"
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SIXTH / path, copy / path)
    return copy


def harness(tree: Path, *arguments: str) -> dict[str, Any]:
    """Run ``harness ARGUMENTS --json`` of the tree's copy and return its summary."""
    command = [sys.executable, "-c", "from harness.cli import main; main()", *arguments, "--json"]
    environ = {**os.environ, "PYTHONPATH": str(tree)}
    done = subprocess.run(
        command, cwd=tree, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


def test_a_vendor_is_one_contract_one_folder_and_one_load_test() -> None:
    """What is added is what the guide for new vendors promises, and nothing else."""
    folders = {path.parts[:-1] for path in ADDED}
    assert folders == {("openapi",), ("loadtests",), ("harness", "vendors", "crane")}


def test_it_is_listed_beside_the_others(tree: Path) -> None:
    """The new vendor has its operations, the suite's rules and no others."""
    vendors = {vendor["vendor"]: vendor for vendor in harness(tree, "list")["vendors"]}
    assert {"crane", "zosmf"} <= set(vendors)
    operations = {operation["id"] for operation in vendors["crane"]["operations"]}
    assert operations == {"startRun", "listRuns", "getRun", "stopRun"}
    assert not any(rule.startswith("zosmf.") for rule in vendors["crane"]["rules"])


def test_it_is_checked_on_its_own_emulator(tree: Path) -> None:
    """A check finds nothing wrong with a sound emulator, and has judged every operation."""
    summary = harness(tree, "check", "crane", "--profile", "quick", "--seed", "1", "--out", "run")
    assert (summary["verdict"], summary["exit_code"]) == ("pass", 0), summary["reason"]
    assert summary["counts"]["judged"] > 50


@pytest.mark.parametrize(
    ("sound", "broken", "profile", "rule"),
    [
        ('{"id": self.id, "name": self.name,', '{"id": self.id,', "quick", "exchange.body"),
        (
            '.get("Authorization") != TOKEN:',
            '.get("Authorization") == "":',
            "standard",
            "exchange.without-session",
        ),
        ("if not names or run.name == names[0]]", "if False]", "quick", "lifecycle.list-complete"),
    ],
)
def test_its_mistakes_are_found(tree: Path, sound: str, broken: str, profile: str, rule: str) -> None:
    """A fault planted in its emulator fails the check: the suite needs no rule of the vendor's own."""
    emulator = tree / "harness" / "vendors" / "crane" / "emulator.py"
    whole = emulator.read_text()
    assert sound in whole
    emulator.write_text(whole.replace(sound, broken))
    try:
        summary = harness(
            tree, "check", "crane", "--profile", profile, "--seed", "1", "--out", f"broken-{rule}"
        )
    finally:
        emulator.write_text(whole)
    assert summary["verdict"] == "fail"
    assert rule in {finding["rule"] for finding in summary["findings"]}
