from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from click.shell_completion import ShellComplete

from harness import report
from harness.cli import main
from harness.cli.completion import FORMATS


def complete(*words: str) -> list[str]:
    """Return what the shell would offer for the last of ``words``."""
    completer = ShellComplete(main, {}, "harness", "_HARNESS_COMPLETE")
    return [item.value for item in completer.get_completions(list(words[:-1]), words[-1])]


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Work in a folder whose configuration names two targets and is wrong elsewhere."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harness.toml").write_text("[targets.zos-test]\n[targets.prod]\n[unknown]\n")
    return tmp_path


def test_commands_and_options() -> None:
    """The shell completes commands and options."""
    assert complete("re") == ["report"]
    assert complete("check", "--pro") == ["--profile"]
    assert complete("check", "--profile", "d") == ["deep"]


def test_vendors() -> None:
    """Vendors are found by their folders."""
    assert "zosmf" in complete("serve", "")


def test_targets_are_named_ones_and_vendors() -> None:
    """A target may be one of harness.toml, even of one with mistakes, or a vendor."""
    assert complete("check", "z") == ["zos-test", "zosmf"]
    assert complete("doctor", "p") == ["prod"]


def test_targets_of_the_file_that_is_named(folder: Path) -> None:
    """--config decides whose targets are offered."""
    (folder / "other.toml").write_text("[targets.elsewhere]\n")
    assert complete("check", "--config", "other.toml", "e") == ["elsewhere"]


@pytest.mark.parametrize("text", ["[targets", "targets = 1"])
def test_a_broken_file_offers_no_targets(folder: Path, text: str) -> None:
    """Completion never fails: a file that cannot be read names no target."""
    (folder / "harness.toml").write_text(text)
    assert complete("doctor", "p") == []


def test_runs_newest_first(folder: Path) -> None:
    """A run is a folder that holds a run.json; the newest comes first."""
    for name in ("20260101-check", "20260202-check", "other"):
        (folder / "reports" / name).mkdir(parents=True)
        if name != "other":
            (folder / "reports" / name / "run.json").touch()
    assert complete("report", "") == ["latest", "reports/20260202-check", "reports/20260101-check"]
    assert complete("diff", "reports/20260101-check", "p") == ["prod"]


def test_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are offered by their ids."""
    module = ModuleType("harness.run.rules")
    rules = [SimpleNamespace(id="exchange.status"), SimpleNamespace(id="lifecycle.edges")]
    module.all_rules = lambda: rules  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "harness.run.rules", module)
    assert complete("explain", "ex") == ["exchange.status"]


def test_formats_are_those_that_can_be_written() -> None:
    """The formats offered on the command line are exactly the report package's."""
    assert FORMATS == report.FORMATS
    assert complete("report", "--format", "j") == ["junit", "json"]


def test_levels_and_drifts_are_complete() -> None:
    """What can be judged as and played is at hand at the next press of a key."""
    assert "documented" in complete("check", "--level", "")
    assert complete("serve", "--play", "v2r4") == ["v2r4"]
    assert {"D18-26", "D18-27", "D18-29"} <= set(complete("serve", "--drift", "D18"))
    assert complete("serve", "--drift", "RSU") == ["RSU2512"]
