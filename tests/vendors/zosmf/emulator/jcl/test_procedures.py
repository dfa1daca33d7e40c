from __future__ import annotations

from harness.vendors.zosmf.emulator.jcl import DataDefinition, Step
from harness.vendors.zosmf.emulator.jcl.procedures import Procedure, expand, override


def _step(name: str, program: str = "IEFBR14") -> Step:
    return Step(name, "", program, {"PARM": "&P"}, (DataDefinition("A", data=("1",)),), 3)


def test_a_call_gives_symbols_their_values() -> None:
    """What EXEC says counts before what PROC says, and that before symbols from outside."""
    procedure = Procedure({"P": "PROC", "Q": "'QUOTED'"}, [_step("S1", "&Q"), _step("S2", "&R")])
    first, second = expand(procedure, "CALL", {"P": "EXEC"}, {"P": "OUTSIDE", "R": "OUTSIDE"})
    assert (first.name, first.proc_step, first.program, first.operands["PARM"]) == (
        "CALL",
        "S1",
        "QUOTED",
        "EXEC",
    )
    assert (second.proc_step, second.program) == ("S2", "OUTSIDE")


def test_a_definition_goes_to_the_step_that_it_names() -> None:
    """PROCSTEP.DDNAME adds to that step or replaces there; without a step the last one gets it."""
    steps = [_step("S1"), _step("S2")]
    override(steps, DataDefinition("S1.A", data=("2",)))
    override(steps, DataDefinition("B"))
    override(steps, DataDefinition("NONE.C"))
    assert [(each.name, each.data) for each in steps[0].definitions] == [("A", ("2",))]
    assert [each.name for each in steps[1].definitions] == ["A", "B", "C"]


def test_a_concatenation_replaces_nothing() -> None:
    """A DD without a name continues the one before and stands beside it."""
    steps = [_step("S1")]
    override(steps, DataDefinition("", operands={"DSN": "X"}))
    override(steps, DataDefinition("", operands={"DSN": "Y"}))
    assert [each.name for each in steps[0].definitions] == ["A", "", ""]
