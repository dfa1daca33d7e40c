from __future__ import annotations

import pytest

from harness.vendors.i2rest.emulator.cl.syntax import read_command, unquoted
from harness.vendors.i2rest.emulator.messages import EscapeError


def test_a_command_is_read_into_its_parts() -> None:
    """Names are folded, values stay, parentheses and apostrophes hold values together."""
    command = read_command("  sbmjob cmd(CALL PGM(A/B) PARM('x) y')) job(NIGHT)")
    assert (command.name, command.library) == ("SBMJOB", "*LIBL")
    assert command.values == {"CMD": "CALL PGM(A/B) PARM('x) y')", "JOB": "NIGHT"}
    assert read_command("QSYS/DSPLIBL").library == "QSYS"


def test_values_without_keywords_go_by_their_place() -> None:
    """The first of SBMJOB is its command."""
    command = read_command("DSPJOB 1/A/B *PRINT")
    assert command.named(("JOB", "OUTPUT")) == {"JOB": "1/A/B", "OUTPUT": "*PRINT"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "CPD0030"),
        ("1BAD", "CPD0030"),
        ("/* COMMENT */", "CPD0030"),
        ("ENDJOB JOB(A", "CPD0013"),
        ("ENDJOB JOB(A))", "CPD0013"),
        ("ENDJOB JOB('A)", "CPD0013"),
        ("ENDJOB JOB(A) JOB(B)", "CPD0044"),
        (f"DSPLIBL {'X' * 40000}", "CPD0030"),
    ],
)
def test_what_is_no_command_is_refused_with_a_diagnostic(text: str, said: str) -> None:
    """CPF0006 follows what was wrong."""
    with pytest.raises(EscapeError) as caught:
        read_command(text)
    assert [each.id for each in caught.value.said] == [said, "CPF0006"]


def test_a_value_is_given_once_and_has_a_place() -> None:
    """By its place and by its keyword at once is twice; behind the last place there is none."""
    with pytest.raises(EscapeError):
        read_command("DSPJOB A JOB(B)").named(("JOB",))
    with pytest.raises(EscapeError):
        read_command("DSPJOB A B").named(("JOB",))


def test_apostrophes_come_off() -> None:
    """Two of them in a row stand for one."""
    assert unquoted("'it''s'") == "it's"
    assert unquoted("plain") == "plain"
