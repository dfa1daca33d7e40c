from __future__ import annotations

import importlib

import pytest

from harness.vendor import vendors

benchmark = importlib.import_module("loadtests.benchmarks.emulator")


@pytest.mark.parametrize("name", vendors())
def test_each_emulator_is_measured_beside_a_bare_handler(name: str) -> None:
    """Every lane answers whole requests in every round, and each figure stands beside its goal."""
    figures = benchmark.measure(vendors()[name], rounds=2, seconds=0.02, many=150)
    assert len(figures) in {2, 3}
    assert all(figure["name"].startswith(f"{name}: job status ") for figure in figures)
    assert all(figure["value"] > 0 and 0.4 <= figure["at_least"] <= 0.9 for figure in figures)
