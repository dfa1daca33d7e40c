"""Options that commands share; each is named like the request's field that it fills."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from harness.cli.completion import complete_drift, complete_level, complete_target, complete_vendor
from harness.cli.parameters import Seconds, Token, Words
from harness.finding import Severity
from harness.run.model import Profile
from harness.target import Mode

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]


def _all(*decorators: Decorator[Any]) -> Decorator[Any]:
    """Apply decorators so that options stand in the help in the order given."""

    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


config = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    help="The configuration file. Default: the nearest harness.toml upward.",
)

output = _all(
    click.option("--json", is_flag=True, help="Print one JSON object on stdout, everything else on stderr."),
    click.option(
        "--debug", is_flag=True, expose_value=False, help="Show the traceback of a defect of the harness."
    ),
)

reach = _all(
    config,
    click.option("--url", metavar="URL", help="Use this server instead of the vendor's embedded emulator."),
    click.option(
        "--mode",
        type=Words(Mode),
        help="How far to go. Default: owned on loopback, read-only elsewhere, all in embedded emulators.",
    ),
)
"""How a target is reached."""

judged_as = click.option(
    "--level",
    metavar="LEVEL",
    shell_complete=complete_level,
    help="What answers are judged as; LEVEL+DRIFT adds drifts. Default: documented, or as configured.",
)

emulated = _all(
    click.option(
        "--play",
        metavar="LEVEL",
        shell_complete=complete_level,
        default="documented",
        show_default=True,
        help="The level that embedded emulators play.",
    ),
    click.option(
        "--drift",
        "drifts",
        metavar="DRIFT",
        shell_complete=complete_drift,
        multiple=True,
        help="A drift that embedded emulators play as well; may be repeated.",
    ),
    click.option(
        "--lag",
        metavar="LAW",
        help="How late embedded emulators show changes: lognormal:120ms,0.6 or read=LAW,modify=LAW.",
    ),
)

selection = _all(reach, judged_as, emulated)
"""Everything that fills a ``Selection``."""

run = _all(
    click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The run folder. Default: reports/<UTC time>-<command>-<targets>.",
    ),
    click.option("--seed", type=click.IntRange(min=0), help="Repeat a run: same seed, same requests."),
    click.option(
        "--tag", type=Token(), help="The token in the names of submitted jobs. Default: the run's own."
    ),
    click.option("--max-time", type=Seconds(), metavar="TIME", help="End early after 90, 90s, 5m or 1h."),
    click.option(
        "--fail-on",
        type=Words(Severity),
        default=Severity.WARNING.value,
        show_default=True,
        help="The mildest finding that makes the run fail.",
    ),
)
"""Everything that fills ``RunOptions``."""

profile = click.option(
    "--profile",
    type=Words(Profile),
    default=Profile.STANDARD.value,
    show_default=True,
    help="How many cases per operation and scenario.",
)

target = click.argument("target", shell_complete=complete_target)
targets = click.argument("targets", nargs=-1, metavar="[TARGET]...", shell_complete=complete_target)
vendors = click.argument("vendors", nargs=-1, metavar="[VENDOR]...", shell_complete=complete_vendor)
