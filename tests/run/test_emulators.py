from __future__ import annotations

import pytest

from harness.emulation import parse_laws
from harness.errors import UsageError
from harness.run.emulators import settings_for
from harness.vendor import vendor_named

ZOSMF = vendor_named("zosmf")


def test_words_become_settings() -> None:
    """What the command line says is what the emulator is started with."""
    settings = settings_for(ZOSMF, lag="constant:250ms", seed=4, clock="logical", port=4430)
    assert settings.lag == parse_laws("constant:250ms")
    assert (settings.seed, settings.clock, settings.port) == (4, "logical", 4430)


def test_levels_and_drifts_become_drifts() -> None:
    """A level is its drifts; drifts join it, and maintenance takes away what it mends."""
    assert settings_for(ZOSMF).drifts == frozenset()
    assert settings_for(ZOSMF, play="v2r5", drifts=("D24",)).drifts == {"D11", "D12", "D24"}
    assert settings_for(ZOSMF, play="v2r5", drifts=("PH44152", "RSU2512")).drifts == {"D16"}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"play": "v9r9"}, "no level"), ({"drifts": ("D99",)}, "D99"), ({"lag": "sometimes"}, "lag|law")],
)
def test_wrong_words_are_refused(wrong: dict[str, object], says: str) -> None:
    """A level, a drift or a law that there is not is wrong usage, never silently ignored."""
    with pytest.raises(UsageError, match=says):
        settings_for(ZOSMF, **wrong)  # type: ignore[arg-type]
