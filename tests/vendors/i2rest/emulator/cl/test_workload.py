from __future__ import annotations

import pytest

from harness.vendors.i2rest.emulator.cl.workload import work_of
from harness.vendors.i2rest.emulator.messages import EscapeError


@pytest.mark.parametrize(
    ("command", "seconds", "code"),
    [
        ("DLYJOB DLY(60)", 60, 0),
        ("DLYJOB 5", 5, 0),
        ("CALL PGM(PRODLIB/EODJOB)", 2, 0),
        ("CALL PRODLIB/EODJOB", 2, 0),
        ("CALL PGM(BADPGM)", 0.5, 30),
        ("CALL PGM(QTEMP/NOSUCHPGM)", 0.05, 30),
        ("DSPLIBL", 0.2, 0),
    ],
)
def test_a_command_decides_how_long_a_job_runs_and_how_it_ends(
    command: str, seconds: float, code: int
) -> None:
    """A program that is not there ends its job abnormally, long after the submit went well."""
    work = work_of(command, log_always=True)
    assert (work.seconds, work.code, work.log_always) == (seconds, code, True)


@pytest.mark.parametrize(
    "command", ["NOSUCH", "DLYJOB", "DLYJOB DLY(0)", "DLYJOB DLY(x)", "CALL", "MYLIB/DLYJOB DLY(1)", "("]
)
def test_what_cannot_be_read_is_refused_at_the_submit(command: str) -> None:
    """SBMJOB checks the command before it takes the job."""
    with pytest.raises(EscapeError):
        work_of(command, log_always=False)
