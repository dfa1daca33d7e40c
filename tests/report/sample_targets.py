"""The folder of a run over two targets, for the tests of reports to read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.report import sample


def several(folder: Path) -> Path:
    """Write a check of two targets, of which the second failed."""
    there = replace(sample.TARGET, name="payroll", verdict=sample.FAIL)
    at_both = [
        {**fact, "target": name}
        for name in (sample.TARGET.name, "payroll")
        for fact in sample.details()["coverage"]
    ]
    run = sample.run_of(
        sample.FAIL,
        targets=(replace(sample.TARGET, verdict=sample.PASS), there),
        details=sample.details(
            coverage=at_both, pairs=[sample.PAIRS, {**sample.PAIRS, "target": "payroll", "exercised": 41}]
        ),
    )
    answered = [replace(each, target="payroll") for each in (*sample.life_of_a_job(), sample.listing())]
    return sample.write(folder, run, answered, sample.findings())
