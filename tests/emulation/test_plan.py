from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from harness.emulation import EmulatorSettings, LagLaws, ServerTls, parse_laws
from harness.emulation.plan import dump_plan, load_plan

FULL = EmulatorSettings(
    port=4430,
    seed=7,
    drifts=frozenset({"b", "a"}),
    lag=parse_laws("read=lognormal:120ms,0.6,modify=tick:500ms"),
    tls=ServerTls(Path("/certificates/ca.pem"), ("localhost",), Path("/certificates/clients.pem")),
    clock="logical",
    users={"ME": "SECRET"},
    capacity=5,
    prefill=3,
)


@pytest.mark.parametrize("settings", [EmulatorSettings(), FULL])
def test_settings_survive_the_journey(settings: EmulatorSettings) -> None:
    """What a parent writes is what its child reads, in one line."""
    text = dump_plan({"zosmf": ("a.b:build", settings)})
    assert "\n" not in text
    assert load_plan(text) == {"zosmf": ("a.b:build", settings)}


def test_a_law_of_ones_own_cannot_travel() -> None:
    """A law that the child does not know is refused where it is written."""

    @dataclass(frozen=True)
    class Moody:
        def sample(self, random: Random, begun: float) -> float:
            return random.random() * begun

    with pytest.raises(ValueError, match="Moody"):
        dump_plan({"zosmf": ("a.b:build", EmulatorSettings(lag=LagLaws(read=Moody())))})
