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
    help="Where the run folders are. Default: reports, if there is such a folder.",
)
@options.reach
@options.output
def command(**given: Any) -> int:
    """Cancel and purge what the ledgers of earlier runs say is left on TARGET (none: on all)."""
    if given["reports"] is None:
        del given["reports"]
    return execute("clean", CleanRequest, given)
