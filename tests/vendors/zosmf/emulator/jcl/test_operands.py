from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.jcl.operands import first_of, keywords, scan, split, unquote


@pytest.mark.parametrize(
    ("text", "field", "continues"),
    [
        ("A,B=C comment", "A,B=C", False),
        ("A,", "A,", True),
        ("A, comment", "A,", True),
        ("'IT''S MINE',B X", "'IT''S MINE',B", False),
        ("PARM='OPEN", "PARM='OPEN", True),
        ("", "", False),
    ],
)
def test_a_field_ends_at_the_first_blank_outside_apostrophes(
    text: str, field: str, *, continues: bool
) -> None:
    """What follows is a comment; a comma or an open apostrophe at the end promises more."""
    found = scan(text)
    assert (found.text, found.continues) == (field, continues)


def test_an_open_apostrophe_is_closed_on_the_next_record() -> None:
    """A record that goes on within apostrophes is read as such."""
    assert scan("REST' comment", in_quote=True).text == "REST'"


def test_commas_inside_do_not_separate() -> None:
    """Parentheses and apostrophes keep their commas."""
    assert split("(A,(B,C)),'D,E',,F=(G,H)") == ["(A,(B,C))", "'D,E'", "", "F=(G,H)"]
    assert split("A),B") == ["A)", "B"]


def test_keywords_and_positions_are_told_apart() -> None:
    """A name before an equals sign makes a keyword; of equal ones the first counts."""
    positional, named = keywords("(ACCT),'A=B',CLASS=A,PARM.STEP='X,Y',CLASS=B,=C")
    assert positional == ["(ACCT)", "'A=B'", "=C"]
    assert named == {"CLASS": "A", "PARM.STEP": "'X,Y'"}


@pytest.mark.parametrize(("text", "plain"), [("'IT''S'", "IT'S"), ("A", "A"), ("'", "'"), ("''", "")])
def test_apostrophes_come_off(text: str, plain: str) -> None:
    """Two apostrophes inside stand for one, a single one for itself."""
    assert unquote(text) == plain


@pytest.mark.parametrize(
    ("text", "first"),
    [("A", "A"), ("(A,INTRDR)", "A"), ("(,INTRDR)", ""), ("*", "*"), ("('X')", "X"), ("(", "")],
)
def test_the_first_sub_parameter_is_found(text: str, first: str) -> None:
    """Of a list in parentheses the first part counts."""
    assert first_of(text) == first


@given(st.text(alphabet="AB=,'() ", max_size=30))
def test_no_operand_field_is_too_strange(text: str) -> None:
    """Any text splits into parts that give it back, and has keywords or none."""
    assert ",".join(split(text)) == text
    keywords(scan(text).text)
    first_of(text)
