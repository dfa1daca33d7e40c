from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.conditions import bypassed
from harness.vendors.zosmf.emulator.programs import Run

WELL = [("A", Run(condition=0)), ("B", Run(condition=8))]
ILL = [("A", Run(condition=0)), ("B", Run(abend="S806"))]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("(4,LT)", True),
        ("(8,LT)", False),
        ("(8,EQ,B)", True),
        ("(8,EQ,A)", False),
        ("(0,EQ,A)", True),
        ("(4,GT)", True),
        ("(0,GT)", False),
        ("((12,LE),(8,EQ))", True),
        ("((12,LE),(16,EQ))", False),
        ("(16,NE)", True),
        ("(9,GE)", True),
        ("EVEN", False),
        ("ONLY", True),
        ("nonsense", False),
    ],
)
def test_a_test_that_holds_passes_a_step_over(condition: str, *, expected: bool) -> None:
    """A step is bypassed when the code compares as stated with that of an earlier step."""
    assert bypassed(condition, WELL) is expected


@pytest.mark.parametrize(
    ("condition", "expected"), [("(0,GT)", True), ("EVEN", False), ("ONLY", False), ("((4,LT),EVEN)", False)]
)
def test_after_an_abend_only_even_and_only_run(condition: str, *, expected: bool) -> None:
    """What follows an abend is flushed unless it asks to run even, or only, then."""
    assert bypassed(condition, ILL) is expected


def test_the_first_step_has_nothing_to_test() -> None:
    """Without earlier steps no test holds; only ONLY keeps a first step from running."""
    assert not bypassed("(0,LE)", [])
    assert bypassed("ONLY", [])
