from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import orjson
import pytest

from harness.errors import UsageError
from harness.finding import Severity, VerdictKind
from harness.report.reading import RunData, read_run_data
from tests.report import sample


def test_findings_come_worst_first(failed: RunData) -> None:
    """Whatever order findings were written in, the worst is read first."""
    severities = [finding.severity for finding in failed.findings]
    assert severities == sorted(severities, key=lambda severity: -severity.rank)


def test_the_threshold_parts_findings(tmp_path: Path) -> None:
    """Only findings at or above the threshold of the run make it fail."""
    run = sample.run_of(sample.FAIL, details=sample.details(fail_on="error"))
    data = read_run_data(sample.write(tmp_path, run, (), sample.findings()))
    assert data.threshold is Severity.ERROR
    assert {finding.severity for finding in data.failing} == {Severity.ERROR}


def test_a_run_that_was_killed_has_shown_nothing(tmp_path: Path) -> None:
    """A run without an end is inconclusive, and says why."""
    data = read_run_data(sample.write(tmp_path, sample.run_of(None), sample.life_of_a_job()))
    assert (data.verdict.kind, data.exit_code) == (VerdictKind.INCONCLUSIVE, 3)
    assert len(list(data.exchanges())) == 10


def test_an_exit_code_of_its_own_counts(failed: RunData) -> None:
    """A run may end otherwise than its verdict would."""
    run = replace(failed.run, exit_code=4)
    assert RunData(failed.folder, run, (), {}).exit_code == 4


@pytest.mark.parametrize("text", ["{", "[]"])
def test_broken_figures_are_named(tmp_path: Path, text: str) -> None:
    """A file of figures that cannot be read is the user's to mend, and is named."""
    sample.passing(tmp_path)
    (tmp_path / "metrics.json").write_text(text)
    with pytest.raises(UsageError, match=r"metrics\.json"):
        read_run_data(tmp_path)


def test_what_reports_rely_on_stands_in_the_schema_of_the_record(failing: Path, raced: Path) -> None:
    """The runs that these tests are made with are runs as the record documents them."""
    schema = orjson.loads(files("harness.record").joinpath("run.schema.json").read_bytes())
    for folder in (failing, raced):
        jsonschema.validate(orjson.loads((folder / "run.json").read_bytes()), schema)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    """Reports are made of runs, and a folder that holds none is named."""
    with pytest.raises(UsageError, match="no run in this folder"):
        read_run_data(tmp_path)
