from __future__ import annotations

import pytest

from tests.vendors.zosmf.emulator.desk import FAILING, HELD, LONG, SHORT, Desk


def _log(desk: Desk, path: str) -> str:
    return desk.text(f"{path}/files/2/records")


def test_the_log_tells_a_jobs_story(desk: Desk) -> None:
    """Title, times, start, end with the return code, statistics: in this order, with carriage control."""
    path = desk.path(SHORT)
    desk.wait(1)
    lines = _log(desk, path).splitlines()
    assert lines[0].startswith("1 ")
    assert "J E S 2  J O B  L O G" in lines[0]
    text = "\n".join(lines)
    parts = ["$HASP373 SHORT    STARTED", "IEF403I SHORT", "IEF404I SHORT",
             "$HASP395 SHORT    ENDED - RC=0000",
             "------ JES2 JOB STATISTICS ------", "2 CARDS READ", "0.00 MINUTES EXECUTION TIME"]  # fmt: skip
    positions = [text.find(part) for part in parts]
    assert -1 not in positions
    assert positions == sorted(positions)
    assert all(len(line) <= 133 for line in lines)


@pytest.mark.parametrize(
    ("jcl", "said"),
    [
        (FAILING, "IEF450I FAILING STEP1 - ABEND=S806 U0000"),
        (FAILING, "$HASP395 FAILING  ENDED - ABEND=S806"),
        (FAILING.replace("NOSUCHPG", "ILBOABN0,PARM='7'"), "ABEND=S000 U0007"),
        ("//WRONG JOB (A),'X'\n// EXEC NOSUCH", "IEFC452I WRONG - JOB NOT RUN - JCL ERROR"),
    ],
)
def test_the_log_says_how_a_job_failed(desk: Desk, jcl: str, said: str) -> None:
    """Abends and JCL errors have their messages."""
    path = desk.path(jcl)
    desk.wait(5)
    assert said in _log(desk, path)


@pytest.mark.parametrize(
    ("jcl", "said"), [(LONG, "IEF450I LONG S1 - ABEND=S222"), (HELD, "$HASP396 HELD     TERMINATED")]
)
def test_the_log_says_that_a_job_was_cancelled(desk: Desk, jcl: str, said: str) -> None:
    """A running job shows abend 222, a waiting one only that it was cancelled."""
    path = desk.path(jcl)
    desk.wait(1)
    desk.modify(path, request="cancel")
    assert said in _log(desk, path)
    assert "CANCELLED" in _log(desk, path)


def test_the_log_holds_only_what_has_happened(desk: Desk) -> None:
    """While a job runs, its log has a start, no end and no statistics."""
    path = desk.path(LONG)
    desk.wait(1)
    log = _log(desk, path)
    assert "$HASP373" in log
    assert "$HASP395" not in log
    assert "STATISTICS" not in log
    desk.wait(100)
    assert _log(desk, path).startswith(log)
