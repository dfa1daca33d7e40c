"""Every level of every emulator against itself, for many seeds: nothing may be found above ``info``.

Run ``python loadtests/benchmarks/qualify/sweep.py [--json] [--vendor V] [--profile P]``. 20 seeds of the
documented level and 5 of every other, each a ``harness check`` of its own. What was checked before is kept
under ``.benchmarks/qualify`` and not checked again, so that an interruption loses one check.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harness.contract import BASE_LEVEL, load_levels
from harness.finding import Severity
from harness.vendor import vendors

RESULTS = Path(".benchmarks/qualify/sweep")
SEEDS_OF_DOCUMENTED, SEEDS_OF_A_LEVEL = 20, 5


def checked(vendor: str, level: str, seed: int, profile: str, kept: Path) -> dict[str, Any]:
    """Check a level against itself, or take what an earlier run kept."""
    path = kept / f"{vendor}-{level}-{seed}-{profile}.json"
    if not path.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(_check(vendor, level, seed, profile)) + "\n", encoding="utf-8")
        fresh.replace(path)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _check(vendor: str, level: str, seed: int, profile: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        words = ["check", vendor, "--level", level, "--play", level, "--seed", str(seed), "--json"]
        command = [sys.executable, "-m", "harness", *words, "--profile", profile, "--out", f"{folder}/run"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own
    told = json.loads(done.stdout)
    above = [finding for finding in told["findings"] if finding["severity"] != Severity.INFO]
    return {"verdict": told["verdict"], "above_info": len(above), "commit": _commit()}


def measure(
    names: Sequence[str], profile: str, kept: Path, most: int = SEEDS_OF_DOCUMENTED
) -> Iterator[dict[str, Any]]:
    """Yield the figures of each level of each vendor; ``most`` bounds the seeds."""
    for name in names:
        for level in load_levels(vendors()[name].contract_path).levels:
            seeds = min(most, SEEDS_OF_DOCUMENTED if level == BASE_LEVEL else SEEDS_OF_A_LEVEL)
            runs = [checked(name, level, seed, profile, kept) for seed in range(1, seeds + 1)]
            where = f"{name} {level}, {seeds} seeds, profile {profile}"
            commits = "+".join(sorted({run["commit"] for run in runs}))
            above = sum(run["above_info"] for run in runs)
            failed = sum(run["verdict"] != "pass" for run in runs)
            common = {"at_most": 0, "seed": 1, "commit": commits}
            yield {"name": f"{where}: findings above info", "value": above, **common}
            yield {"name": f"{where}: verdicts other than pass", "value": failed, **common}


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - fixed words
    return done.stdout.strip() or "unknown"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--vendor", action="append", choices=[*vendors()], help="default: all")
    parser.add_argument("--profile", default="standard")
    given = parser.parse_args()
    figures = [*measure(given.vendor or [*vendors()], given.profile, RESULTS)]
    sys.stdout.write(json.dumps({"figures": figures}, indent=None if given.json else 2) + "\n")


if __name__ == "__main__":
    main()
