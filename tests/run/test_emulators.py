from __future__ import annotations

import pytest

from harness.emulation import parse_laws
from harness.errors import UsageError
from harness.run.emulators import settings_for


def test_words_become_settings() -> None:
    """What the command line says is what the emulator is started with."""
    settings = settings_for(lag="constant:250ms", seed=4, clock="logical", port=4430)
    assert settings.lag == parse_laws("constant:250ms")
    assert (settings.seed, settings.clock, settings.port) == (4, "logical", 4430)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"play": "v9r9"}, "no level"), ({"drifts": ("D99",)}, "D99"), ({"lag": "sometimes"}, "lag|law")],
)
def test_wrong_words_are_refused(wrong: dict[str, object], says: str) -> None:
    """A level, a drift or a law that there is not is wrong usage, never silently ignored."""
    with pytest.raises(UsageError, match=says):
        settings_for(**wrong)  # type: ignore[arg-type]
