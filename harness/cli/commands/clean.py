"""``harness clean``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from harness.cli import options
from harness.cli.completion import complete_target
from harness.cli.execute import execute
from harness.run.requests import CleanRequest


@click.command(short_help="Cancel and purge what earlier runs left.")
@click.argument("target", required=False, shell_complete=complete_target)
@click.option(
    "--reports",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="Where the run folders are.",
)
@options.reach
@options.output
def command(**given: Any) -> int:
    """Cancel and purge what the ledgers of earlier runs say is left on TARGET (none: on all)."""
    return execute("clean", CleanRequest, given)
