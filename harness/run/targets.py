"""From the names on a command line to what a run talks to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from harness.config import Config, find_config, is_loopback, load_config, target_from_url
from harness.contract import load_levels
from harness.errors import UsageError
from harness.run.model import Selection
from harness.target import Credentials, Mode, Target
from harness.vendor import Vendor, vendor_named, vendors

USER_VARIABLE = "HARNESS_USER"
PASSWORD_VARIABLE = "HARNESS_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True)
class Planned:
    """One target of a run before it is stood up. Of an embedded emulator the upstreams are still empty."""

    vendor: Vendor
    target: Target

    @property
    def submits(self) -> bool:
        """Whether the run may, and can, submit work there."""
        return self.target.mode is not Mode.READ_ONLY and bool(self.target.work)


def read_config(selection: Selection, folder: Path) -> Config | None:
    """Return the ``harness.toml`` that counts: the one given, else the nearest upward from ``folder``."""
    file = selection.config or find_config(folder)
    if file is None:
        return None
    return load_config(file, {name: vendor.work_schema for name, vendor in vendors().items()})


def plan(
    names: Sequence[str], selection: Selection, config: Config | None, environ: Mapping[str, str]
) -> tuple[Planned, ...]:
    """Return the targets called ``names``; none named: the embedded emulator of every vendor.

    A name is a target of ``harness.toml``, else a vendor. Raises ``UsageError`` for any other name,
    and for ``--url`` with anything but one vendor.
    """
    if selection.url is not None:
        return (_at_url(names, selection.url, selection, environ),)
    return tuple(_one(name, selection, config, environ) for name in names or tuple(vendors()))


def _one(name: str, selection: Selection, config: Config | None, environ: Mapping[str, str]) -> Planned:
    if config is not None and name in config.targets:
        target = config.target(name, environ)
        return _leveled(vendor_named(target.vendor), _in_mode(target, selection), selection)
    if name in vendors():
        return _embedded(vendors()[name], selection)
    known = ", ".join([*(config.targets if config else ()), *vendors()])
    raise UsageError(f"no target and no vendor is called {name!r}", mend=f"known: {known}")


def _embedded(vendor: Vendor, selection: Selection) -> Planned:
    mode = selection.mode or Mode.UNRESTRICTED
    sessions = dict(vendor.sessions)
    target = Target(vendor.name, vendor.name, (), mode, embedded=True, sessions=sessions, work=vendor.work)
    return _leveled(vendor, target, selection)


def _at_url(names: Sequence[str], url: str, selection: Selection, environ: Mapping[str, str]) -> Planned:
    if len(names) != 1 or names[0] not in vendors():
        known = ", ".join(vendors())
        raise UsageError("--url goes with exactly one vendor", mend=f"name one of: {known}")
    vendor = vendors()[names[0]]
    # A server on this machine gets the emulator's users and work items; any other gets neither.
    ours = is_loopback(url)
    sessions = _from_environment(environ) or (dict(vendor.sessions) if ours else {})
    if not sessions:
        mend = f"set {USER_VARIABLE} and {PASSWORD_VARIABLE}, or describe the target in harness.toml"
        raise UsageError(f"there are no credentials for {url}", mend=mend)
    work = vendor.work if ours else ()
    target = target_from_url(vendor.name, url, selection.mode, sessions=sessions, work=work)
    return _leveled(vendor, target, selection)


def _from_environment(environ: Mapping[str, str]) -> dict[str, Credentials]:
    user, password = environ.get(USER_VARIABLE), environ.get(PASSWORD_VARIABLE)
    if (user is None) != (password is None):
        missing = USER_VARIABLE if user is None else PASSWORD_VARIABLE
        raise UsageError(f"{missing} is not set, and the other of the two is", mend="set both, or neither")
    return {} if user is None or password is None else {"primary": Credentials(user, password)}


def _in_mode(target: Target, selection: Selection) -> Target:
    if selection.mode is None:
        return target
    if selection.mode is Mode.UNRESTRICTED and not all(map(is_loopback, target.upstreams)):
        raise UsageError(
            f"mode unrestricted is for emulators on loopback, not for {target.name}",
            mend="use owned, which touches only what the run itself submitted",
        )
    return replace(target, mode=selection.mode)


def _leveled(vendor: Vendor, target: Target, selection: Selection) -> Planned:
    level = selection.level or target.level
    levels = load_levels(vendor.contract_path)
    # A name that there is not is told before anything is stood up or recorded.
    levels.resolve(level)
    if target.embedded:
        levels.resolve(selection.play, selection.drifts)
    return Planned(vendor, replace(target, level=level))
