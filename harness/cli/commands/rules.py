"""``harness rules``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.completion import complete_vendor
from harness.cli.execute import execute
from harness.run.requests import RulesRequest


@click.command(short_help="Show what is claimed.")
@click.argument("vendor", required=False, shell_complete=complete_vendor)
@options.output
def command(**given: Any) -> int:
    """Show the rules of VENDOR (none: of all), with severity and source."""
    return execute("rules", RulesRequest, given)
