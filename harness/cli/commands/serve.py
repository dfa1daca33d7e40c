"""``harness serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from harness.cli import options
from harness.cli.execute import execute
from harness.run.requests import ServeRequest


@click.command(short_help="Run emulators until interrupted.")
@options.vendors
@options.emulated
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port-base",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="The first vendor listens on port N, the next on N+1. Default: free ports.",
)
@click.option("--tls", is_flag=True, help="Serve HTTPS, with a certificate authority of our own.")
@click.option(
    "--client-ca",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --tls: let callers show a certificate of these authorities (PEM); no other is accepted.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of lags and ids."
)
@click.option("--faults", metavar="SET", help="Faults that they play: a set's name, or a JSON file.")
@options.output
def command(**given: Any) -> int:
    """Run the emulator of each VENDOR (none named: of all) and print its address and users.

    With --json, one object a vendor.
    """
    return execute("serve", ServeRequest, given)
