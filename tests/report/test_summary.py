from __future__ import annotations

from pathlib import Path

import orjson

from harness.report.reading import RunData
from harness.report.summary import summary, summary_of


def test_the_object_has_the_members_that_scripts_read(failing: Path) -> None:
    """Verdict, exit code, reason, findings, counts and folder stand where scripts expect them."""
    found = summary(failing)
    assert found["verdict"] == "fail"
    assert found["exit_code"] == 1
    assert found["counts"]["judged"] == 4171
    assert found["run_folder"] == str(failing)
    assert {"rule", "severity", "operation", "claim", "witness"} <= found["findings"][0].keys()


def test_a_race_adds_its_figures(raced: Path) -> None:
    """A race says from when on its verb is safe, and under which terms."""
    found = summary(raced)
    race = orjson.loads((raced / "metrics.json").read_bytes())["race"]
    names = ("safe_delay_ms", "until_ms", "latest_ms", "p0", "confidence", "probes")
    assert {name: found[name] for name in names} == {name: race[name] for name in names}
    assert found["safe_delay_ms"] > 0


def test_other_runs_have_no_such_members(passed: RunData) -> None:
    """A check has no safe delay, not even one that is null."""
    assert "safe_delay_ms" not in summary_of(passed)
