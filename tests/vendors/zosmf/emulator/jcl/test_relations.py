from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.jcl.relations import Ending, asks_for_abend, holds, is_relation

WELL = [Ending("A", 0), Ending("B", 8)]
ILL = [Ending("A", 4), Ending("B", 0, "S806")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RC = 8", True),
        ("(RC > 4)", True),
        ("A.RC EQ 0", True),
        ("A.RC GE 4", False),
        ("B.RC <= 8 AND A.RC < 4", True),
        ("B.RC ¬= 8 | A.RC NE 0", False),
        ("A.RC NG 0 & B.RC NL 8", True),
        ("NOT (RC = 8)", False),
        ("¬ RC = 0", True),
        ("RC = 8 OR RC = 0 AND RC = 1", True),
        ("(RC = 8 OR RC = 0) AND RC = 1", False),
        ("A.RUN", True),
        ("C.RUN", False),
        ("C.RUN = FALSE", True),
        ("C.RC = 0", False),
        ("ABEND", False),
        ("ABEND = FALSE", True),
        ("ABENDCC ¬= S806", True),
        ("nonsense", False),
    ],
)
def test_an_expression_is_worked_out_after_steps(text: str, *, expected: bool) -> None:
    """Codes of a named step, or the highest of all; AND before OR; what is no expression is false."""
    assert holds(text, WELL) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABEND", True),
        ("A.ABEND", False),
        ("B.ABEND = TRUE", True),
        ("ABENDCC = S806", True),
        ("RC = 4", True),
    ],
)
def test_abends_are_told_from_codes(text: str, *, expected: bool) -> None:
    """A step that abends has an abend code and no return code."""
    assert holds(text, ILL) is expected


@pytest.mark.parametrize(
    "text",
    ["", "RC", "RC =", "RC = X", "RC = 4 RC = 4", "(RC = 4", "RC = 4)", "STEP = 4", "ABENDCC = 4", "RUN = 4",
     "RC ? 4", "ABENDCC > S806", "NOT", "(" * 50 + "RC = 4" + ")" * 50],
)  # fmt: skip
def test_what_is_no_expression_is_told(text: str) -> None:
    """Such an IF statement is a JCL error."""
    assert not is_relation(text)


@given(st.text(alphabet="RC=<>()&|NOT ABEND.4¬", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever stands there, it is an expression or none."""
    assert is_relation(text) in (True, False)


def test_what_tests_abends_is_known() -> None:
    """Its steps may run after one."""
    assert asks_for_abend("(A.ABEND OR RC = 4)")
    assert not asks_for_abend("RC = 4")
