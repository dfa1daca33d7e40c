from __future__ import annotations

import importlib

benchmark = importlib.import_module("loadtests.benchmarks.emulator")


def test_the_emulator_is_measured_beside_a_bare_handler() -> None:
    """Every lane answers whole requests in every round, and each figure stands beside its goal."""
    found = benchmark.measure(rounds=2, seconds=0.02, many=150)
    assert [figure["at_least"] for figure in found["figures"]] == [0.5, 0.9]
    assert all(figure["value"] > 0 for figure in found["figures"])
    assert min(found["bare_rps"], found["few_rps"], found["many_rps"]) > 100
