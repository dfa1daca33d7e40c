from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from harness.vendor import vendors

storm = importlib.import_module("loadtests.benchmarks.qualify.storm")
sweep = importlib.import_module("loadtests.benchmarks.qualify.sweep")


@pytest.mark.parametrize("name", vendors())
def test_an_emulator_survives_a_short_storm(name: str, tmp_path: Path) -> None:
    """Whatever is sent, it answers as documented, reaches nothing outside, and serves on."""
    figures = storm.measure(vendors()[name], requests=1500, seed=2, kept=tmp_path, chunk=1500)
    samples = [json.loads(path.read_text())["samples"] for path in tmp_path.glob("*.json")]
    values = {figure["name"].partition(": ")[2]: figure["value"] for figure in figures}
    assert values == {
        "undocumented server errors": 0,
        "whole requests without an answer": 0,
        "files and addresses reached": 0,
        "most memory against that after the first tenth": 1.0,
        "serves as ever after each chunk": 1.0,
    }, samples
    assert {figure["seed"] for figure in figures} == {2}


def test_a_storm_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    """Chunks that are there are not sent again."""
    vendor = next(iter(vendors().values()))
    storm.measure(vendor, requests=40, seed=2, kept=tmp_path, chunk=20)
    (first, second) = sorted(tmp_path.glob("*.json"))
    second.unlink()
    first.write_text(first.read_text().replace('"wrong": 0', '"wrong": 7'))
    figures = storm.measure(vendor, requests=40, seed=2, kept=tmp_path, chunk=20)
    assert figures[0]["value"] in {0, 7}
    assert second.is_file()


@pytest.mark.parametrize(("later", "grown"), [(120.0, 1.0), (150.0, 1.25)])
def test_memory_is_flat_when_it_does_not_grow_after_the_first_tenth(
    tmp_path: Path, later: float, grown: float
) -> None:
    """Until then what is remembered for speed fills up."""
    vendor = next(iter(vendors().values()))
    storm.measure(vendor, requests=10, seed=2, kept=tmp_path, chunk=10)
    (first,) = tmp_path.glob("*.json")
    chunk = json.loads(first.read_text())
    for number in range(20):
        memory = 100.0 if number < 2 else 120.0 if number < 19 else later
        path = first.with_name(first.name.replace("0000", f"{number:04}"))
        path.write_text(json.dumps({**chunk, "memory_mb": memory}))
    figures = storm.measure(vendor, requests=200, seed=2, kept=tmp_path, chunk=10)
    values = {figure["name"].partition(": ")[2]: figure["value"] for figure in figures}
    assert values["most memory against that after the first tenth"] == grown


def test_a_sweep_checks_each_level_against_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was checked before is not checked again; every level has its two figures."""
    done: list[tuple[str, str, int, str]] = []

    def check(vendor: str, level: str, seed: int, profile: str) -> dict[str, object]:
        done.append((vendor, level, seed, profile))
        return {"verdict": "pass", "above_info": int(level == "v2r3"), "commit": "abc"}

    monkeypatch.setattr(sweep, "_check", check)
    figures = list(sweep.measure(["zosmf"], "quick", tmp_path))
    list(sweep.measure(["zosmf"], "quick", tmp_path))
    assert len(done) == len(set(done)) == 40
    by_name = {figure["name"]: figure["value"] for figure in figures}
    assert by_name["zosmf documented, 20 seeds, profile quick: findings above info"] == 0
    assert by_name["zosmf v2r3, 5 seeds, profile quick: findings above info"] == 5


@pytest.mark.slow
def test_a_check_of_a_sweep_is_a_check(tmp_path: Path) -> None:
    """One seed of the documented level, as a user would check it."""
    found = sweep.checked("zosmf", "documented", 1, "quick", tmp_path)
    assert (found["verdict"], found["above_info"]) == ("pass", 0)
