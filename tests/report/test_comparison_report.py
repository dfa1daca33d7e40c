from __future__ import annotations

import io
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from harness.errors import UsageError
from harness.finding import Severity
from harness.report.comparison import Comparison, compare
from harness.report.comparison_report import (
    COMPARISON_FORMATS,
    comparison_summary,
    print_comparison,
    render_comparison,
)
from tests.report import sample

SCHEMA, MONOTONIC, FIELD, _ = sample.findings()


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory, loaded: Path) -> Comparison:
    """Return a comparison with something new, gone and the same, of runs with figures."""
    folder = tmp_path_factory.mktemp("compared")
    metrics = orjson.loads((loaded / "metrics.json").read_bytes())
    old = [
        *sample.life_of_a_job(),
        sample.exchange(20, "GET", "/", sample.answer(200, []), operation="listJobs"),
    ]
    new = [*sample.life_of_a_job(), sample.listing()]
    return compare(
        sample.write(folder / "a", sample.run_of(sample.FAIL, id="one"), old, [SCHEMA, MONOTONIC], metrics),
        sample.write(
            folder / "b", sample.run_of(sample.FAIL, id="two", seed=9), new, [MONOTONIC, FIELD], metrics
        ),
    )


def test_every_format_has_its_file(comparison: Comparison, tmp_path: Path) -> None:
    """Reports of a comparison stand where they were asked for, and are the same each time."""
    paths = render_comparison(comparison, tmp_path)
    assert [path.name for path in paths] == ["comparison.html", "comparison.md", "comparison.json"]
    first = [path.read_bytes() for path in paths]
    assert [
        path.read_bytes() for path in render_comparison(comparison, tmp_path, COMPARISON_FORMATS)
    ] == first


def test_an_unknown_format_is_refused(comparison: Comparison, tmp_path: Path) -> None:
    """A format that does not exist is named, together with those that do."""
    with pytest.raises(UsageError, match=r"'junit'.*known formats: html, markdown, json"):
        render_comparison(comparison, tmp_path, ["junit"])


def test_the_threshold_is_the_callers(comparison: Comparison, tmp_path: Path) -> None:
    """Whoever compares says what is bad enough, in every format alike."""
    (path,) = render_comparison(comparison, tmp_path, ["json"], Severity.ERROR)
    assert orjson.loads(path.read_bytes())["verdict"] == "pass"
    assert comparison_summary(comparison, Severity.ERROR)["verdict"] == "pass"


def test_the_summary_sorts_findings(comparison: Comparison) -> None:
    """A script reads what is new, gone, unjudged and the same by name."""
    found = comparison_summary(comparison)
    assert (found["verdict"], found["baseline"], found["candidate"]) == ("fail", "one", "two")
    rules = {name: [finding["rule"] for finding in findings] for name, findings in found["findings"].items()}
    assert rules == {
        "new": [FIELD.rule],
        "gone": [SCHEMA.rule],
        "unjudged": [],
        "same": [MONOTONIC.rule],
    }
    assert found["latency"][0]["note"] == "not shown"


def test_markdown_tells_what_changed(comparison: Comparison, tmp_path: Path) -> None:
    """A reviewer reads the verdict first, then what is new and what is gone."""
    text = render_comparison(comparison, tmp_path, ["markdown"])[0].read_text()
    assert text.startswith("## ❌ Fail: `two` against `one`\n\n1 finding at or above warning")
    assert text.index("**New: 1**") < text.index("**Gone: 1**")


def test_the_page_shows_both_runs(comparison: Comparison, tmp_path: Path) -> None:
    """The page names both runs, what was not the same, and each difference."""
    text = render_comparison(comparison, tmp_path, ["html"])[0].read_text()
    assert all(
        part in text for part in ("Not the same: seed", "New findings", "Findings that are gone", "Latency")
    )


def test_a_terminal_gets_the_same_in_short(comparison: Comparison) -> None:
    """The verdict comes first, then the two runs, then what is different."""
    console = Console(file=io.StringIO(), width=100)
    print_comparison(console, comparison)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert lines[0].startswith("FAIL  1 finding at or above warning")
    assert lines[3] == "not the same: seed, 7 and 9"
    assert "new: 1" in lines
    assert "gone: 1" in lines
