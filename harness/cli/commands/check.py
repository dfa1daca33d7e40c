"""``harness check``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.execute import execute
from harness.run.requests import CheckRequest


@click.command(short_help="Judge targets against their contracts.")
@options.targets
@options.profile
@options.selection
@options.run
@options.output
def command(**given: Any) -> int:
    """Judge each TARGET against its vendor's contract.

    A TARGET is a name from harness.toml, or a vendor's name: its embedded emulator. None named:
    the emulators of all vendors.
    """
    return execute("check", CheckRequest, given)
