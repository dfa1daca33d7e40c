"""The command line: ``main`` turns arguments into one frozen request for one function of ``harness.run``."""

from __future__ import annotations

from harness.cli.group import CommandGroup

main = CommandGroup.build()

__all__ = ["main"]
