"""The ``harness`` command: finds commands by name, and turns every end into an exit code."""

from __future__ import annotations

import importlib
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

import harness
from harness.cli.failure import report_failure

COMMANDS = (
    "init",
    "doctor",
    "list",
    "serve",
    "check",
    "load",
    "race",
    "diff",
    "gate",
    "report",
    "clean",
    "rules",
    "explain",
)
"""In the order in which a newcomer meets them."""

EPILOG = """\b
Exit codes: 0 pass, 1 findings, 2 wrong usage or configuration,
3 inconclusive or skipped, 4 a defect of the harness itself."""


class CommandGroup(click.Group):
    """Imports a command's module only when it is named: starting is quick, whatever ``run`` needs."""

    @classmethod
    def build(cls) -> CommandGroup:
        """Return the ``harness`` command."""
        group = cls(
            "harness",
            help="Contract tests, load tests and emulators for batch-job REST APIs.",
            epilog=EPILOG,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        )
        return click.version_option(harness.__version__, prog_name="harness")(group)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command's name in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return it."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"harness.cli.commands.{cmd_name}").command
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; click suggests a near one only from what is already imported."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=COMMANDS, ctx=ctx
            ) from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command and exit: 0 to 4 as in the help, whatever happens inside.

        The signature is click's; we are always standalone, with exit codes of our own.
        """
        del standalone_mode
        if args is None:
            # A CI server ends a job by SIGTERM; it should finish its record as after Ctrl-C.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        arguments = list(sys.argv[1:] if args is None else args)
        try:
            code = super().main(arguments, prog_name or "harness", complete_var, False, **extra)
        except SystemExit:
            # click's end when who read our output went away, as `| head` does; its 1 would mean findings.
            code = 3
        except Exception as error:  # noqa: BLE001 - the one place where every failure gets its exit code
            code = report_failure(error, arguments)
        sys.exit(code or 0)
