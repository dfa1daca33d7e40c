"""How an embedded emulator is set up for a run: which release it plays, how late it is, by whose clock."""

from __future__ import annotations

from harness.emulation import EmulatorSettings, LagLaws, ServerTls, parse_laws
from harness.emulation.settings import ClockKind
from harness.errors import UsageError

BASE_LEVEL = "documented"
"""The level that every contract describes and every emulator plays when nothing else is asked for."""


def played_drifts(play: str, drifts: tuple[str, ...]) -> frozenset[str]:
    """Return the drifts of level ``play`` and ``drifts``; raise ``UsageError`` for one that nobody plays."""
    if play != BASE_LEVEL:
        raise UsageError(f"no level is called {play!r}", mend=f"known levels: {BASE_LEVEL}")
    if drifts:
        raise UsageError(f"no emulator plays drift {drifts[0]!r}", mend="harness list shows what there is")
    return frozenset()


def settings_for(  # noqa: PLR0913 - each is one independent knob of the command line
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
    """Return the settings that command-line words ask for; raise ``UsageError`` for a word that is wrong."""
    laws = LagLaws() if lag is None else parse_laws(lag)
    played = played_drifts(play, drifts)
    return EmulatorSettings(host=host, port=port, seed=seed, drifts=played, lag=laws, tls=tls, clock=clock)
