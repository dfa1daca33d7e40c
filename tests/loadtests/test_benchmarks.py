from __future__ import annotations

import importlib
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.architecture.conftest import ROOT

runner = importlib.import_module("loadtests.benchmarks.__main__")

PRINTS = """
import json, sys
from pathlib import Path
assert sys.argv[1:] == ["--json"]
count = Path(__file__).with_suffix(".count")
count.write_text(count.read_text() + "x" if count.exists() else "x")
print(json.dumps({"figures": [{"name": "speed", "value": VALUE, "at_least": 0.5}]}))
"""


def write(folder: Path, name: str, value: float) -> None:
    """Write a benchmark that prints ``value`` and counts how often it ran."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(PRINTS.replace("VALUE", str(value)))


@pytest.mark.parametrize(
    ("bounds", "reached", "goal"),
    [
        ({"at_least": 0.5}, True, "at least 0.5"),
        ({"at_least": 0.7}, False, "at least 0.7"),
        ({"at_most": 0.6}, True, "at most 0.6"),
        ({"at_most": 0.5}, False, "at most 0.5"),
        ({"at_least": 0.5, "at_most": 0.55}, False, "at least 0.5 and at most 0.55"),
    ],
)
def test_a_goal_is_a_bound_on_either_side(bounds: dict[str, float], reached: bool, goal: str) -> None:
    """A figure is held to all of its bounds, and says what they are."""
    figure = runner.Figure("b", "speed", 0.6, **bounds)
    assert (figure.reached, figure.goal) == (reached, goal)


def test_a_figure_without_a_goal_is_refused() -> None:
    """What nothing is asked of cannot be reached."""
    with pytest.raises(ValueError, match="no goal"):
        list(runner.figures("b", {"figures": [{"name": "speed", "value": 1.0}]}))


def test_a_missed_goal_is_shown_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every benchmark of the folder runs, and one that misses its goal decides the end."""
    monkeypatch.chdir(tmp_path)
    write(Path("speed"), "fine", 0.9)
    assert runner.main(["speed"]) == 0
    write(Path("speed"), "slow", 0.1)
    assert runner.main(["speed"]) == 1
    assert "MISSED" in capsys.readouterr().out


def test_a_long_measurement_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --resume only what has no result yet is measured; without it, everything is."""
    monkeypatch.chdir(tmp_path)
    write(Path("long"), "first", 0.9)
    runner.main(["long", "--resume"])
    write(Path("long"), "second", 0.9)
    runner.main(["long", "--resume"])
    assert [Path(f"long/{name}.count").read_text() for name in ("first", "second")] == ["x", "x"]
    runner.main(["long"])
    assert Path("long/first.count").read_text() == "xx"


def test_an_empty_folder_has_nothing_to_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is to be measured, nothing fails."""
    monkeypatch.chdir(tmp_path)
    assert runner.main(["nowhere"]) == 0


def test_the_table_shows_value_and_goal() -> None:
    """The table holds each figure beside its goal and verdict."""
    screen = StringIO()
    runner.show([runner.Figure("door", "added, ms", 0.42, at_most=1.0)], Console(file=screen, width=100))
    assert screen.getvalue().split("\n")[1].split() == [
        "door",
        "added,",
        "ms",
        "0.42",
        "at",
        "most",
        "1",
        "reached",
    ]


def test_every_benchmark_of_the_tree_can_be_run() -> None:
    """The command finds the emulator's, the door's and whatever else measures."""
    names = {path.stem for path in runner.benchmarks(ROOT / "loadtests" / "benchmarks")}
    assert {"door", "emulator"} <= names
