from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.jcl import DataDefinition, Step
from harness.vendors.zosmf.emulator.programs import PROGRAMS, Run, program_of


def _step(program: str, parm: str = "", **data: tuple[str, ...]) -> Step:
    definitions = tuple(DataDefinition(name, data=lines) for name, lines in data.items())
    return Step("S1", "", program, {"PARM": parm}, definitions, 2)


def _run(step: Step) -> Run:
    return program_of(step).run(step)


@pytest.mark.parametrize(
    ("step", "completion"),
    [
        (_step("IEFBR14"), "CC 0000"),
        (_step("NOSUCHPG"), "ABEND S806"),
        (_step(""), "ABEND S806"),
        (_step("ILBOABN0", "'0123'"), "ABEND U0123"),
        (_step("BPXBATCH", "'SH exit 1'"), "CC 0256"),
        (_step("BPXBATCH", "'SH exit 99'"), "CC 4095"),
        (_step("BPXBATCH", "'PGM /bin/x'"), "CC 0000"),
        (_step("IDCAMS", SYSIN=(" SET MAXCC = 8", " LISTCAT")), "CC 0008"),
        (_step("IDCAMS", SYSIN=(" SET MAXCC=9999",)), "CC 0016"),
        (_step("IDCAMS"), "CC 0000"),
    ],
)
def test_a_program_ends_by_its_convention(step: Step, completion: str) -> None:
    """JCL decides how a step ends: by the program, its parameter or its input."""
    assert _run(step).completion == completion


def test_sleeping_takes_time() -> None:
    """The shell's sleeps add up, as far as the shell gets."""
    idle = _run(_step("BPXBATCH", "'SH true'")).seconds
    assert _run(_step("BPXBATCH", "'SH sleep 60'")).seconds == pytest.approx(60 + idle)
    assert _run(_step("BPXBATCH", "'SH sleep 1; sleep 0.5 && exit 1; sleep 9'")).seconds == pytest.approx(
        1.5 + idle
    )
    assert _run(_step("BPXBATCH", "'SH sleep 999999'")).seconds == 86_400


def test_programs_write_what_they_are_for() -> None:
    """The shell echoes, the copy utility copies, access method services list their commands."""
    echo = _step("BPXBATCH", "'SH echo \"hello\"; echo you'")
    assert program_of(echo).write(echo) == {"STDOUT": ("hello", "you")}
    copy = _step("IEBGENER", SYSUT1=("one", "two"))
    assert program_of(copy).write(copy)["SYSUT2"] == ("one", "two")
    services = _step("IDCAMS", SYSIN=(" SET MAXCC=4",))
    assert program_of(services).write(services)["SYSPRINT"][-1].endswith("CONDITION CODE WAS 4")


@given(
    st.sampled_from([*PROGRAMS, "OTHER"]), st.text(max_size=30), st.lists(st.text(max_size=20), max_size=3)
)
def test_no_parameter_is_too_strange(program: str, parm: str, lines: list[str]) -> None:
    """Whatever a step says, it runs for a bounded time, ends, and writes records."""
    step = _step(program, parm, SYSIN=tuple(lines), SYSUT1=tuple(lines))
    run = _run(step)
    assert 0 <= run.seconds <= 86_400
    assert run.completion.startswith(("CC ", "ABEND "))
    assert all(isinstance(lines, tuple) for lines in program_of(step).write(step).values())
