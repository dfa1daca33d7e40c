from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from tests.vendors.zosmf.emulator.desk import SHORT, Desk


@pytest.mark.parametrize(
    ("operands", "owner", "end"),
    [
        ("USER=OTHER,PASSWORD=SYS1", "OTHER", "CC 0000"),
        ("USER=OTHER,PASSWORD=WRONG", "IBMUSER", "SEC ERROR"),
        ("USER=OTHER", "IBMUSER", "SEC ERROR"),
        ("USER=NOBODY,PASSWORD=X", "IBMUSER", "SEC ERROR"),
        ("USER=NOBODY", "IBMUSER", "SEC ERROR"),
        ("USER=IBMUSER", "IBMUSER", "CC 0000"),
    ],
)
def test_a_job_may_name_another_user_with_the_password(
    desk: Desk, operands: str, owner: str, end: str
) -> None:
    """Whose password is known may own the job; else it ends as a security error of the submitter's."""
    path = desk.path(SHORT.replace("CLASS=A", operands, 1))
    desk.wait(1)
    document = desk.get(path)
    assert (document["owner"], document["retcode"]) == (owner, end)


def test_classes_come_from_the_job_statement(desk: Desk) -> None:
    """CLASS and MSGCLASS are taken; without them there are defaults, and wrong ones are not shown."""
    card = "//A JOB (A),'X'{}\n// EXEC PGM=IEFBR14\n//P DD SYSOUT=*\n"
    found = []
    for operands in (",CLASS=B,MSGCLASS=X", "", ",CLASS=(A,B),MSGCLASS=XX"):
        path = desk.path(card.format(operands))
        found.append((desk.get(path)["class"], desk.get(f"{path}/files")[0]["class"]))
    assert found == [("B", "X"), ("A", "A"), ("A", "A")]


def test_each_job_draws_its_own_lags() -> None:
    """Lags follow their laws job by job, the two paths apart, and are equal for equal seeds."""
    laws = parse_laws("read=uniform:10ms..500ms,modify=uniform:10ms..500ms")

    def lags(seed: int) -> list[tuple[float, float]]:
        desk = Desk(EmulatorSettings(seed=seed, lag=laws))
        for _ in range(20):
            desk.submit(SHORT)
        jobs = desk.emulator.application.jobs(desk.emulator.clock.now())
        return [(job["readable"], job["modifiable"]) for job in jobs]

    drawn = lags(1)
    assert drawn == lags(1) != lags(2)
    assert len(set(drawn)) == 20
    assert all(read != modify and 0.01 <= read <= 0.5 for read, modify in drawn)


def test_a_refresh_makes_neighbours_visible_together() -> None:
    """Under the tick law jobs become visible at common instants."""
    desk = Desk(EmulatorSettings(lag=parse_laws("tick:500ms")))
    for _ in range(5):
        desk.wait(0.15)
        desk.submit(SHORT)
    jobs = desk.emulator.application.jobs(desk.emulator.clock.now())
    assert [job["readable"] for job in jobs] == [0.5, 0.5, 0.5, 1.0, 1.0]
