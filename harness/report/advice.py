"""What to do next, once the verdict is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.finding import VerdictKind
from harness.record import Run
from harness.report.facts import command_line, place
from harness.report.legible import one_line
from harness.report.matrix import Matrix
from harness.report.reading import RunData

_DEEPER = {
    "quick": (
        "standard",
        "The quick profile asks for nothing that is to be refused. To see the documented errors too:",
    ),
    "standard": ("deep", "A pass covers what was sent. To send more:"),
}
"""By profile: the next one, and what it is good for."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do: a sentence, and the command line that does it (may be empty)."""

    text: str
    command: str = ""


def advice(data: RunData, matrix: Matrix) -> Iterator[Advice]:
    """Yield what a reader should do next, most useful first."""
    if data.verdict.kind is VerdictKind.FAIL:
        return _after_fail(data)
    if data.verdict.kind is VerdictKind.PASS:
        return _after_pass(data, matrix)
    return _after_nothing(data.run, matrix)


def _after_fail(data: RunData) -> Iterator[Advice]:
    if data.findings:
        yield Advice("Read the findings, worst first; each carries a command line that shows it again.")
        rule = one_line(data.findings[0].rule)
        yield Advice("See why the first is claimed, and where the vendor says so:", f"harness explain {rule}")
    yield Advice("When it is mended, send the same requests again:", _again(data.run))


def _after_pass(data: RunData, matrix: Matrix) -> Iterator[Advice]:
    if data.findings:
        yield Advice("Nothing reached the threshold; the milder findings are worth a look.")
    if matrix.skipped:
        yield Advice(_skipped(matrix))
    if data.run.command == "check" and data.run.profile in _DEEPER:
        profile, why = _DEEPER[data.run.profile]
        deeper = command_line(data.run, without=("--out", "--profile"))
        yield Advice(why, f"{deeper} --profile {profile}")
    yield Advice("Later, compare a newer run with this one:", f"harness diff {place(data.run)} latest")


def _after_nothing(run: Run, matrix: Matrix) -> Iterator[Advice]:
    yield Advice("Nothing was shown to be wrong, and nothing to be right: do not read this as a pass.")
    if matrix.skipped:
        yield Advice(_skipped(matrix))
    for target in run.targets:
        if not target.embedded:
            yield Advice("Ask whether the target is ready:", f"harness doctor {one_line(target.name)}")
    yield Advice("Then try again:", _again(run))


def _skipped(matrix: Matrix) -> str:
    count = len(matrix.skipped)
    verb = "was" if count == 1 else "were"
    return f"{count} of {len(matrix.operations)} operations {verb} skipped; the operations table says why."


def _again(run: Run) -> str:
    """Return the command line with the seed that was drawn, so that the same requests are sent."""
    line = command_line(run, without=("--out",))
    if run.seed is None or "--seed" in run.command_line:
        return line
    before, dashes, command = line.partition(" -- ")
    return f"{before} --seed {run.seed}{dashes}{command}"
