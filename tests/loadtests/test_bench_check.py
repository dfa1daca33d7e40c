from __future__ import annotations

import importlib

benchmark = importlib.import_module("loadtests.benchmarks.check")


def test_a_check_is_measured_with_and_without_the_door() -> None:
    """Both ways send the same cases, all of them, and the figure stands beside its goal."""
    found = benchmark.measure(rounds=1, counts=benchmark.WARM_UP)
    (figure,) = found["figures"]
    assert (figure["at_least"], figure["value"] > 0) == (0.8, True)
    assert found["cases"] > 50
    assert found["door_rate"] > 0
