"""Addresses of targets: which are well formed, which are on this machine, and what that allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from harness.errors import UsageError
from harness.target import Credentials, Mode, Target, WorkItem


def base_address(url: str) -> str:
    """Return ``url`` without a trailing slash.

    Raises ``UsageError`` for anything but ``http(s)://host[:port][/path]``: a base address has no
    query, and credentials in it would end in logs.
    """
    try:
        parts = urlsplit(url)
        port_is_sound = parts.port != 0
    except ValueError:
        raise _malformed(url, "is no address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_sound:
        raise _malformed(url, "is no address")
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"the address of {parts.hostname} holds credentials",
            mend="take them out: name them under sessions, or in HARNESS_USER and HARNESS_PASSWORD",
        )
    if parts.query or parts.fragment or any(character.isspace() for character in url):
        raise _malformed(url, "has more than a base path")
    return url.rstrip("/")


def _malformed(url: str, what: str) -> UsageError:
    return UsageError(f"{url!r} {what}", mend="write https://HOST:PORT, with a base path if there is one")


def is_loopback(url: str) -> bool:
    """Tell whether ``url`` names this machine by a loopback name or address; no name is looked up."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def default_mode(upstreams: Sequence[str]) -> Mode:
    """Return ``owned`` when every address is on loopback, else ``read-only``."""
    return Mode.OWNED if all(map(is_loopback, upstreams)) else Mode.READ_ONLY


def check_mode(mode: Mode, upstreams: Sequence[str]) -> None:
    """Raise ``UsageError`` when ``mode`` is ``unrestricted`` and an address is not on loopback.

    An unrestricted run sends generated requests that purge, stop and execute: emulators only.
    """
    away = [url for url in upstreams if not is_loopback(url)]
    if mode is Mode.UNRESTRICTED and away:
        what = f"mode unrestricted is for emulators on loopback, not for {away[0]}"
        raise UsageError(what, mend="use owned, which touches only what the run itself submitted")


def target_from_url(
    vendor: str,
    url: str,
    mode: Mode | None = None,
    *,
    sessions: Mapping[str, Credentials],
    work: tuple[WorkItem, ...] = (),
) -> Target:
    """Return a target for ``--url``: no configuration file, the default mode unless one is given.

    ``sessions`` and ``work`` are what the run may log in with and submit there.
    """
    address = base_address(url)
    chosen = mode or default_mode([address])
    check_mode(chosen, [address])
    name = f"{vendor}-{urlsplit(address).hostname}"
    return Target(name, vendor, (address,), chosen, sessions=sessions, work=work)
