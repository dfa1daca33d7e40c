from __future__ import annotations

import shutil
from pathlib import Path

import orjson
import pytest

from harness.errors import UsageError
from harness.report.rendering import FORMATS, render
from tests.report import sample


def test_every_format_has_its_file(failing: Path) -> None:
    """Reports stand in the run folder, in the order that was asked for."""
    names = [path.name for path in render(failing, FORMATS)]
    assert names == ["report.html", "junit.xml", "report.md", "summary.json"]
    assert orjson.loads((failing / "summary.json").read_bytes())["verdict"] == "fail"


def test_a_format_asked_for_twice_is_written_once(failing: Path) -> None:
    """Asking twice for a report gives it once."""
    assert [path.name for path in render(failing, ["json", "junit", "json"])] == ["summary.json", "junit.xml"]


def test_the_same_record_gives_the_same_bytes(
    failing: Path, loaded: Path, raced: Path, tmp_path: Path
) -> None:
    """A report can be rebuilt from its record byte for byte, also when the folder was moved."""
    for folder in (failing, loaded, raced):
        first = [path.read_bytes() for path in render(folder)]
        moved = tmp_path / "elsewhere" / folder.name
        shutil.copytree(folder, moved)
        assert [path.read_bytes() for path in render(moved)] == first
        assert not list(moved.glob("*.part"))


def test_an_unknown_format_is_refused(failing: Path) -> None:
    """A format that does not exist is named, together with those that do."""
    with pytest.raises(UsageError, match=r"'pdf'.*known formats: html, junit, markdown, json"):
        render(failing, ["html", "pdf"])


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    """Nothing is written where there is no run."""
    with pytest.raises(UsageError, match="no run in this folder"):
        render(tmp_path, ["html"])
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_killed_has_its_reports_too(tmp_path: Path) -> None:
    """A run that never got to count, cover or judge anything can be looked at all the same."""
    sample.write(tmp_path, sample.run_of(None, counts={}, details={}), sample.life_of_a_job())
    page = render(tmp_path)[0].read_text()
    assert "Inconclusive" in page
    assert "the run did not end" in page
