"""``harness load``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.execute import execute
from harness.cli.parameters import Seconds
from harness.run.requests import LoadRequest


@click.command(short_help="Put load on a target, and measure it.")
@options.target
@click.option(
    "--rate", type=click.FloatRange(min=0, min_open=True), metavar="R", help="Submit R jobs a second."
)
@click.option("--users", type=click.IntRange(min=1), metavar="N", help="N users, each one job after another.")
@click.option(
    "--duration", type=Seconds(), default="30", show_default=True, metavar="TIME", help="Such as 30, 90s, 5m."
)
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Load generators.",
)
@options.selection
@options.run
@options.output
def command(**given: Any) -> int:
    """Submit work to TARGET at a rate or by users; measure acknowledgement, visibility and end.

    TARGET is a name from harness.toml, or a vendor's name: its embedded emulator.
    """
    if given["rate"] is not None and given["users"] is not None:
        raise click.UsageError("--rate and --users exclude each other: an open or a closed model")
    return execute("load", LoadRequest, given)
