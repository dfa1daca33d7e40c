"""``harness report``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.completion import FORMATS, complete_run
from harness.cli.execute import execute
from harness.run.requests import ReportRequest


@click.command(short_help="Rebuild any report of a run.")
@click.argument("run", default="latest", shell_complete=complete_run)
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="May be repeated. Default: all."
)
@options.output
def command(**given: Any) -> int:
    """Rebuild the reports of RUN, the folder of a recorded run. Default: the latest."""
    return execute("report", ReportRequest, given)
