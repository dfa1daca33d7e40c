"""``harness list``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.execute import execute
from harness.run.requests import ListRequest


@click.command(short_help="Show vendors, operations, rules, levels, drifts and targets.")
@options.config
@options.output
def command(**given: Any) -> int:
    """Show vendors, their operations, rules, levels and drifts, and the targets of harness.toml."""
    return execute("list", ListRequest, given)
