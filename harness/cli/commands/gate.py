"""``harness gate``."""

from __future__ import annotations

from typing import Any

import click

from harness.cli import options
from harness.cli.completion import complete_target, complete_vendor
from harness.cli.execute import execute
from harness.run.requests import GateRequest


class _GateCommand(click.Command):
    """Keeps what stands after the first ``--`` as it is: it belongs to another program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Split the client's command line off before click reads ours."""
        split = args.index("--") if "--" in args else len(args)
        ctx.params["command"] = tuple(args[split + 1 :])
        return super().parse_args(ctx, args[:split])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Show where the client's command line goes."""
        return [*super().collect_usage_pieces(ctx), "--", "COMMAND..."]


@click.command(
    cls=_GateCommand,
    short_help="Run a client through the door, and judge its traffic.",
)
@click.argument("vendors", nargs=-1, required=True, metavar="VENDOR...", shell_complete=complete_vendor)
@click.option(
    "--upstream",
    metavar="TARGET",
    shell_complete=complete_target,
    help="The target behind the door. Default: the vendor's embedded emulator.",
)
@click.option("--faults", metavar="SET", help="Faults that embedded emulators play.")
@click.option("--tls", is_flag=True, help="The door speaks HTTPS, with a certificate authority of our own.")
@options.selection
@options.run
@options.output
def command(**given: Any) -> int:
    """Run a COMMAND with a door before each VENDOR; judge each request and answer that passes.

    Write the command after two hyphens: harness gate zosmf -- npm test. Its environment points the
    vendor's usual clients at the door.
    """
    if not given["command"]:
        raise click.UsageError("no command stands after --, such as: harness gate VENDOR -- npm test")
    return execute("gate", GateRequest, given)
