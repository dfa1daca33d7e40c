"""``harness doctor``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.execute import execute
from harness.run.requests import DoctorRequest


@click.command(short_help="Is this target ready, and which level is it?")
@options.target
@options.selection
@options.output
def command(**given: Any) -> int:
    """Check the address, TLS, login, rights and clock of TARGET, and guess its level.

    TARGET is a name from harness.toml, or a vendor's name: its embedded emulator.
    """
    return execute("doctor", DoctorRequest, given)
