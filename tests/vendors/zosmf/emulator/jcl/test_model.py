from __future__ import annotations

from harness.vendors.zosmf.emulator.jcl import DataDefinition, Step


def test_a_step_finds_its_definitions_by_name() -> None:
    """The first DD of a name is the one that a program opens."""
    first, second = DataDefinition("SYSIN", data=("1",)), DataDefinition("SYSIN", data=("2",))
    step = Step("S1", "", "IDCAMS", {}, (first, second), 2)
    assert step.definition("SYSIN") is first
    assert step.definition("SYSPRINT") is None
