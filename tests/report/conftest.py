"""Run folders to report on; each is written once and only read."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.report.reading import RunData, read_run_data
from tests.report import sample, sample_metrics


@pytest.fixture(scope="session")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a check that failed."""
    return sample.failing(tmp_path_factory.mktemp("failing"))


@pytest.fixture(scope="session")
def passing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a check that passed."""
    return sample.passing(tmp_path_factory.mktemp("passing"))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a load run with its figures."""
    run = sample.run_of(sample.PASS, command="load", command_line=("load", "zosmf"), profile=None, details={})
    folder = tmp_path_factory.mktemp("loaded")
    return sample.write(folder, run, sample.life_of_a_job(), metrics=sample_metrics.load_metrics())


@pytest.fixture(scope="session")
def raced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a race with its figures."""
    run = sample.run_of(sample.PASS, command="race", command_line=("race", "zosmf"), profile=None, details={})
    folder = tmp_path_factory.mktemp("raced")
    return sample.write(folder, run, sample.life_of_a_job(), metrics=sample_metrics.race_metrics())


@pytest.fixture(scope="session")
def failed(failing: Path) -> RunData:
    """Return the failing check, read."""
    return read_run_data(failing)


@pytest.fixture(scope="session")
def passed(passing: Path) -> RunData:
    """Return the passing check, read."""
    return read_run_data(passing)
