"""``harness race``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.execute import execute
from harness.cli.parameters import Seconds
from harness.run.requests import RaceRequest

SHARE = click.FloatRange(min=0, max=1, min_open=True, max_open=True)


@click.command(short_help="Find from when, and until when, a verb is safe after a submit.")
@options.target
@click.option(
    "--verb", metavar="VERB", help="hold, cancel, ... Default: the first that the work items allow."
)
@click.option("--work", metavar="ITEM", help="What to submit. Default: work that does not end by itself.")
@click.option(
    "--sweep",
    type=Seconds(),
    metavar="TIME",
    help="Try delays up to this one as well, to find out from when a verb comes too late.",
)
@click.option("--p0", type=SHARE, default=0.01, show_default=True, help="Share that may fail 'not visible'.")
@click.option("--confidence", type=SHARE, default=0.95, show_default=True, help="Of the safe delay.")
@click.option("--budget", type=click.IntRange(min=1), metavar="N", help="Probes. Default: what p0 calls for.")
@options.selection
@options.run
@options.output
def command(**given: Any) -> int:
    """Submit jobs to TARGET, apply VERB after different delays, and tell the safe window.

    TARGET is a name from harness.toml, or a vendor's name: its embedded emulator. A verb comes too early
    while the target does not know the job yet, and too late once the job has ended: for the second limit
    too, race with work that ends and sweep beyond its end (--work short --sweep 5).
    """
    return execute("race", RaceRequest, given)
