"""The run folder of a command: named, opened with what is known, closed with the verdict and its reports."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from itertools import takewhile
from pathlib import Path
from typing import Any

from harness import __version__
from harness.clock import Clock
from harness.config import RecordLimits
from harness.finding import Verdict, VerdictKind
from harness.ledger import read_ledger
from harness.record import Run, RunFolder, RunTarget, prune, write_run
from harness.run.model import RunEnd, RunOptions
from harness.run.targets import Planned
from harness.seed import derive, fresh

REPORTS = Path("reports")
LATEST = "latest"
_DECIDING = ("schemathesis", "hypothesis", "jsonschema-rs", "locust", "aiohttp")
"""Libraries whose version can change what is sent or how it is judged."""


@dataclass
class Recording:
    """A run that is being recorded; ``run`` is what ``run.json`` says so far."""

    folder: RunFolder
    run: Run
    seed: int
    token: str
    """In the tags of all that the run submits: five characters of lower-case base 36."""

    @property
    def path(self) -> Path:
        """The run folder."""
        return self.folder.path

    def note(self, **changes: Any) -> None:
        """Change what ``run.json`` says."""
        self.run = replace(self.run, **changes)
        write_run(self.path, self.run)

    def judged(self, target: str, verdict: Verdict) -> None:
        """Note the verdict on one target; the run may still be at others, or be killed there."""
        targets = self.run.targets
        self.note(targets=tuple(replace(t, verdict=verdict) if t.name == target else t for t in targets))

    def end(
        self,
        verdict: Verdict,
        clock: Clock,
        *,
        counts: Mapping[str, int] | None = None,
        details: Mapping[str, Any] | None = None,
        defects: Sequence[str] = (),
    ) -> RunEnd:
        """Write how the run ended; ``details`` are added to those that were there from the start.

        With ``defects`` of our own a run is inconclusive, whatever it found, and its exit code says so.
        """
        if defects:
            verdict = Verdict(VerdictKind.INCONCLUSIVE, f"a defect of the harness itself: {defects[0]}")
        end = replace(RunEnd.of(verdict, self.path), exit_code=4 if defects else verdict.exit_code)
        self.note(
            verdict=verdict,
            exit_code=end.exit_code,
            ended=clock.wall().isoformat(),
            counts=counts or {},
            details={**self.run.details, **(details or {})},
        )
        return end


@contextmanager
def recording(
    command: str, targets: Sequence[Planned], options: RunOptions, clock: Clock, profile: str | None = None
) -> Iterator[Recording]:
    """Open the run folder of ``command``; it is closed whatever happens, with a verdict in any case."""
    seed = fresh() if options.seed is None else options.seed
    name = _folder_name(command, targets, clock)
    folder = RunFolder.create(options.out or REPORTS / name)
    started = clock.wall().isoformat()
    described = tuple(_described(planned) for planned in targets)
    line = _without_secrets(sys.argv[1:])
    token = options.tag or _token(targets, seed, name)
    run = Run(folder.path.name, command, line, started, described, versions(), seed=seed, profile=profile)
    recorded = Recording(folder, run, seed, token)
    recorded.note(details={"token": token})
    try:
        yield recorded
    finally:
        folder.close()
        if recorded.run.verdict is None:
            stopped = Verdict(VerdictKind.INCONCLUSIVE, "the run was interrupted before it could be judged")
            recorded.end(stopped, clock)
        if options.out is None:
            _point_latest(folder.path)


def keep_within(limits: RecordLimits, clock: Clock) -> tuple[Path, ...]:
    """Remove run folders beyond ``limits``, never one whose ledger still lists something; return them."""
    return prune(REPORTS, limits, clock.wall(), lambda run: bool(read_ledger(run).left()))


def versions() -> Mapping[str, str]:
    """Return the versions that decide what is sent and how it is judged."""
    found = {"harness": __version__, "python": platform.python_version()}
    for name in _DECIDING:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _folder_name(command: str, targets: Sequence[Planned], clock: Clock) -> str:
    now = clock.wall()
    stamp = f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}Z"
    return "-".join([stamp, command, *(planned.target.name for planned in targets)])


def _described(planned: Planned) -> RunTarget:
    target = planned.target
    return RunTarget(
        target.name,
        target.vendor,
        target.upstreams,
        target.mode.value,
        target.level,
        embedded=target.embedded,
        contract=planned.vendor.contract_path.name,
    )


def _token(targets: Sequence[Planned], seed: int, name: str) -> str:
    """Return a token of the run.

    At emulators of our own it follows from the seed, so that equal seeds send equal requests; anywhere
    else two runs with one seed must not take each other's jobs for their own.
    """
    ours = all(planned.target.embedded for planned in targets)
    number = derive(seed, "token") if ours else derive(fresh(), "token", name)
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "".join(digits[number // 36**place % 36] for place in range(5))


def _without_secrets(words: Sequence[str]) -> tuple[str, ...]:
    """Return our own part of a command line: what stands after ``--`` is a client's, and may hold secrets."""
    ours = tuple(takewhile(lambda word: word != "--", words))
    client = words[len(ours) + 1 :]
    more = (f"({len(client) - 1} arguments)",) if len(client) > 1 else ()
    return (*ours, "--", client[0], *more) if client else ours


def _point_latest(folder: Path) -> None:
    link = folder.parent / LATEST
    if link.is_symlink() or not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(folder.name, target_is_directory=True)
