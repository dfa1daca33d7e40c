"""What a run was: its name, its command line, how long it took, and how many findings of each kind."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from harness.finding import Finding, Severity, VerdictKind
from harness.record import Run, RunTarget
from harness.report.legible import lasting, legible, one_line

LONGEST = 4000
"""Characters of a command line that are shown."""
WORDS = {
    VerdictKind.PASS: "Pass",
    VerdictKind.FAIL: "Fail",
    VerdictKind.INCONCLUSIVE: "Inconclusive",
    VerdictKind.SKIPPED: "Skipped",
}


def title(run: Run) -> str:
    """Return the command and its targets: ``check zosmf``."""
    return one_line(" ".join((run.command, *(target.name for target in run.targets))))


def command_line(run: Run, *, without: Sequence[str] = ()) -> str:
    """Return the command line as it would be typed again, less the options ``without`` and their values."""
    words = run.command_line if run.command_line[:1] == ("harness",) else ("harness", *run.command_line)
    line = legible(shlex.join(_less(words, without)))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _less(words: Sequence[str], options: Sequence[str]) -> Iterator[str]:
    """Yield the words of a command line less some options; what follows two dashes is not ours to read."""
    ours, after = True, ""
    for word in words:
        ours = ours and word != "--"
        dropped = ours and (after in options or word.partition("=")[0] in options)
        after = word
        if not dropped:
            yield word


def place(run: Run) -> str:
    """Return the run folder as a command takes it: where ``--out`` put it, else under ``reports``."""
    for word, following in pairwise((*run.command_line, "")):
        if word == "--out" or word.startswith("--out="):
            return one_line(word.partition("=")[2] or following)
    return one_line(f"reports/{run.id}")


def took(run: Run) -> str:
    """Return how long the run lasted, for people."""
    seconds = duration(run)
    return "did not end" if seconds is None else lasting(seconds)


def duration(run: Run) -> float | None:
    """Return how long the run lasted, in seconds; None for one that did not end."""
    if run.ended is None:
        return None
    return (datetime.fromisoformat(run.ended) - datetime.fromisoformat(run.started)).total_seconds()


def tally(findings: Sequence[Finding]) -> tuple[tuple[str, str, int], ...]:
    """Return each severity, worst first, with its word in the right number and its count."""
    counted = Counter(finding.severity for finding in findings)
    severities = sorted(Severity, key=lambda severity: -severity.rank)
    return tuple(
        (severity.value, _word(severity, counted[severity]), counted[severity]) for severity in severities
    )


def _word(severity: Severity, count: int) -> str:
    return severity.value if severity is Severity.INFO or count == 1 else f"{severity.value}s"


def facts(run: Run) -> Iterator[tuple[str, str]]:
    """Yield what there is to know of how a run was made, as names and values."""
    for target in run.targets:
        yield "Target", one_line(_target(target), 400)
        if len(run.targets) > 1 and target.verdict:
            yield "Its verdict", one_line(f"{WORDS[target.verdict.kind]}: {target.verdict.reason}", 400)
    for label, value in (
        ("Profile", run.profile),
        ("Seed", run.seed),
        ("Fails on", run.details.get("fail_on")),
    ):
        if value is not None:
            yield label, one_line(str(value))
    yield "Began", one_line(run.started)
    yield "Took", took(run)
    yield "Versions", one_line(", ".join(f"{name} {version}" for name, version in run.versions.items()), 600)
    if run.details.get("requests_digest"):
        yield "Requests", one_line(f"digest {run.details['requests_digest']}")


def _target(target: RunTarget) -> str:
    where = "embedded emulator" if target.embedded else ", ".join(target.upstreams)
    parts = (target.vendor, where, f"mode {target.mode}", f"judged as {target.level}")
    return f"{target.name} ({', '.join(part for part in parts if part)})"
