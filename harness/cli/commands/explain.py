"""``harness explain``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.completion import complete_rule
from harness.cli.execute import execute
from harness.run.requests import ExplainRequest


@click.command(short_help="What a rule claims, why, and where the vendor says so.")
@click.argument("rule", shell_complete=complete_rule)
@options.output
def command(**given: Any) -> int:
    """Show what RULE claims, why it matters, and where the vendor says so."""
    return execute("explain", ExplainRequest, given)
