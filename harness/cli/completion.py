"""What the shell may complete: names of vendors, targets, rules and runs. Never fails, never slow.

A completion runs at every press of a key, so vendors are found by name without importing them;
only rules need the vendors themselves.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import tomllib
from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path

import click

from harness.resources import resource

FORMATS = ("html", "junit", "markdown", "json")
"""Those of ``harness.report``, whose import would cost a second at every press of a key."""


def vendor_names() -> list[str]:
    """Return the names of vendors in this tree and of installed ones, sorted."""
    spec = importlib.util.find_spec("harness.vendors")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    inside = [module.name for module in pkgutil.iter_modules(folders) if module.ispkg]
    return sorted({*inside, *(point.name for point in entry_points(group="harness.vendors"))})


def target_names(ctx: click.Context) -> list[str]:
    """Return the targets that the configuration in force names, whatever else is wrong with it."""
    given = ctx.params.get("config")
    folders = (Path.cwd(), *Path.cwd().parents)
    files = [Path(given)] if given else [folder / "harness.toml" for folder in folders]
    file = next((file for file in files if file.is_file()), None)
    try:
        targets = tomllib.loads(file.read_text(encoding="utf-8")).get("targets", {}) if file else {}
    except (OSError, ValueError):
        return []
    return sorted(targets) if isinstance(targets, dict) else []


def complete_vendor(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a vendor."""
    return _starting(vendor_names(), incomplete)


def complete_target(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a target of ``harness.toml``, or a vendor for its embedded emulator."""
    return _starting([*target_names(ctx), *vendor_names()], incomplete)


def complete_run(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a run folder, newest first."""
    folders = sorted(
        (path for path in Path("reports").glob("*/") if (path / "run.json").is_file()), reverse=True
    )
    return _starting(["latest", *map(str, folders)], incomplete)


def complete_rule(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a rule's id."""
    from harness.run.rules import all_rules  # noqa: PLC0415 - imports every vendor

    return _starting((rule.id for rule in all_rules()), incomplete)


def complete_level(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a level of any vendor of the tree."""
    return _starting(_named("levels"), incomplete)


def complete_drift(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a drift, or maintenance, of any vendor of the tree."""
    overlays = (path.stem for path in sorted(resource("openapi/overlays").glob("*/*.yaml")))
    drifts = (name for name in overlays if name not in ("levels", "drifts"))
    return _starting([*drifts, *_named("maintenance")], incomplete)


def _named(part: str) -> list[str]:
    """Return the names in one part of every ``levels.yaml`` that can be read."""
    import yaml  # noqa: PLC0415 - help must not pay for it

    found: list[str] = []
    for path in sorted(resource("openapi/overlays").glob("*/levels.yaml")):
        try:
            found += yaml.safe_load(path.read_text(encoding="utf-8")).get(part, {})
        except (OSError, yaml.YAMLError, AttributeError):
            continue
    return found


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in dict.fromkeys(names) if name.startswith(incomplete)]
