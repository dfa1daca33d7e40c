"""How an embedded emulator is set up for a run: which release it plays, how late it is, by whose clock."""

from __future__ import annotations

from harness.contract import BASE_LEVEL, load_levels
from harness.emulation import EmulatorSettings, LagLaws, ServerTls, parse_laws
from harness.emulation.settings import ClockKind
from harness.vendor import Vendor


def played_drifts(vendor: Vendor, play: str, drifts: tuple[str, ...]) -> frozenset[str]:
    """Return the drifts of level ``play`` and ``drifts``; raise ``UsageError`` for a name that is unknown."""
    return frozenset(load_levels(vendor.contract_path).resolve(play, drifts))


def settings_for(  # noqa: PLR0913 - each is one independent knob of the command line
    vendor: Vendor,
    *,
    play: str = BASE_LEVEL,
    drifts: tuple[str, ...] = (),
    lag: str | None = None,
    seed: int = 0,
    clock: ClockKind = "real",
    host: str = "127.0.0.1",
    port: int = 0,
    tls: ServerTls | None = None,
) -> EmulatorSettings:
    """Return the settings of ``vendor``'s emulator that command-line words ask for.

    Raise ``UsageError`` for a word that is wrong.
    """
    laws = LagLaws() if lag is None else parse_laws(lag)
    played = played_drifts(vendor, play, drifts)
    return EmulatorSettings(host=host, port=port, seed=seed, drifts=played, lag=laws, tls=tls, clock=clock)
