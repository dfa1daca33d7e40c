"""``harness diff``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.completion import complete_run, complete_target
from harness.cli.execute import execute
from harness.run.requests import DiffRequest


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [*complete_run(ctx, param, incomplete), *complete_target(ctx, param, incomplete)]


@click.command(short_help="Compare two runs, or two targets.")
@click.argument("baseline", shell_complete=_complete)
@click.argument("candidate", shell_complete=_complete)
@options.profile
@options.selection
@options.run
@options.output
def command(**given: Any) -> int:
    """Compare BASELINE and CANDIDATE: findings, statuses and fields seen.

    Each is the folder of a recorded run, or a target that is checked now.
    """
    return execute("diff", DiffRequest, given)
