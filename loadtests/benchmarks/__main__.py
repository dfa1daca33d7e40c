"""Run the benchmarks of a folder and hold their figures to their goals.

``python -m loadtests.benchmarks FOLDER [--resume]``. A benchmark is a Python file of the folder that prints
one JSON object with ``figures``, each with a ``name``, a ``value`` and ``at_least`` or ``at_most``. The
results are kept in ``.benchmarks/FOLDER``; with ``--resume``, one that is there is not measured again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

RESULTS = Path(".benchmarks")
KEPT = {"qualify": Path("docs/qualified.json")}
"""Where figures that take hours are kept, by folder; tables of the documents are made of them."""


@dataclass(frozen=True)
class Figure:
    """One measured value and its goal."""

    benchmark: str
    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None
    seed: int | None = None
    commit: str = ""

    @property
    def reached(self) -> bool:
        """Whether the goal is met."""
        enough = self.at_least is None or self.value >= self.at_least
        return enough and (self.at_most is None or self.value <= self.at_most)

    @property
    def goal(self) -> str:
        """The goal in words."""
        sides = ((self.at_least, "at least"), (self.at_most, "at most"))
        return " and ".join(f"{words} {bound:g}" for bound, words in sides if bound is not None)


def benchmarks(folder: Path) -> list[Path]:
    """Return the benchmarks of a folder, by name."""
    return sorted(path for path in folder.glob("*.py") if not path.stem.startswith("_"))


def figures(benchmark: str, document: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield the figures of what a benchmark printed; raise ``ValueError`` for one without a goal."""
    for entry in document["figures"]:
        figure = Figure(benchmark, **entry)
        if not figure.goal:
            raise ValueError(f"{benchmark}: {figure.name} has no goal")
        yield figure


def measured(path: Path, results: Path, *, resume: bool) -> Mapping[str, Any]:
    """Run a benchmark, or take what an earlier run kept; keep the result once it is whole."""
    kept = results / f"{path.stem}.json"
    if resume and kept.is_file():
        earlier: Mapping[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return earlier
    command = [sys.executable, str(path), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own file
    document: Mapping[str, Any] = json.loads(done.stdout)
    results.mkdir(parents=True, exist_ok=True)
    # Written whole or not at all: an interrupted run must not leave half a result to resume from.
    fresh = kept.with_suffix(".new")
    fresh.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    fresh.replace(kept)
    return document


def keep(path: Path, found: Sequence[Figure]) -> None:
    """Write figures down for the documents, in place of earlier ones of the same name."""
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for each in found:
        known[each.name] = {
            "value": each.value,
            "goal": each.goal,
            "reached": each.reached,
            "seed": each.seed,
            "commit": each.commit,
        }
    path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def show(found: Sequence[Figure], console: Console) -> None:
    """Print every figure with its goal and verdict."""
    table = Table("benchmark", "figure", "value", "goal", "verdict", box=None, padding=(0, 2, 0, 0))
    for figure in found:
        verdict = "reached" if figure.reached else "MISSED"
        table.add_row(figure.benchmark, figure.name, f"{figure.value:g}", figure.goal, verdict)
    console.print(table, markup=False, highlight=False)


def main(arguments: Sequence[str]) -> int:
    """Measure, show, and return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m loadtests.benchmarks", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--resume", action="store_true", help="do not measure again what has been measured")
    given = parser.parse_args(arguments)
    console = Console()
    found: list[Figure] = []
    for path in benchmarks(given.folder):
        console.print(f"measuring {path} ...", markup=False, highlight=False)
        document = measured(path, RESULTS / given.folder.name, resume=given.resume)
        found += figures(path.stem, document)
    if given.folder.name in KEPT:
        keep(KEPT[given.folder.name], found)
    show(found, console)
    return 0 if all(figure.reached for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
