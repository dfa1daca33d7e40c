"""``harness init``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from harness.cli import options
from harness.cli.execute import execute
from harness.run.requests import InitRequest


@click.command(short_help="Write a first harness.toml.")
@options.vendors
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Where to write it. Default: here.",
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@options.output
def command(**given: Any) -> int:
    """Write a commented harness.toml, and the JSON Schema by which editors complete it.

    Name the VENDORs of the servers that you have; without one, all are shown.
    """
    return execute("init", InitRequest, given)
