from __future__ import annotations

from datetime import UTC, datetime

import pytest

from harness.vendors.zosmf.emulator.options import Watch
from harness.vendors.zosmf.emulator.system import System, job_id
from tests.vendors.zosmf.emulator.desk import LONG, SHORT, Desk

EPOCH = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "JOB00001"), (99_999, "JOB99999"), (100_000, "J0100000"), (9_999_999, "J9999999")],
)
def test_an_id_has_five_digits_or_seven(number: int, expected: str) -> None:
    """Beyond 99,999 jobs the long form of the id is used, always eight characters."""
    assert job_id("JOB", number) == expected


def test_a_new_system_has_three_empty_subsystems() -> None:
    """The primary, one secondary JES2 and a JES3, each counting for itself."""
    system = System.new(EPOCH, 1)
    assert list(system.subsystems) == ["JES2", "JESB", "JES3"]
    assert [system.primary.take_number(), system.primary.take_number()] == [100, 101]
    assert system.subsystems["JESB"].take_number() == 100
    assert list(system.every_job()) == []


def test_a_copy_stands_alone() -> None:
    """Numbers taken, tokens and watches of one system leave its copy as it was."""
    system = System.new(EPOCH, 1)
    copy = system.copy()
    system.primary.take_number()
    system.watches["JOB00100"] = Watch("http://127.0.0.1")
    system.tokens.login("ME", 0, 1)
    assert (copy.primary.next_number, copy.watches, copy.tokens.newest) == (100, {}, {})


def test_purged_jobs_are_forgotten_in_the_end(desk: Desk) -> None:
    """A purged job leaves memory with the next submit, one that is purged later only when it is due."""
    for _ in range(3):
        desk.ask("DELETE", desk.path(SHORT))
    desk.ask("DELETE", desk.path(LONG), X_IBM_Job_Modify_Version="1.0")
    application = desk.emulator.application
    desk.submit(SHORT)
    state = application.snapshot()
    assert isinstance(state, System)
    assert sorted(job.name for job in state.every_job()) == ["LONG", "SHORT"]
    desk.wait(1)
    desk.submit(SHORT)
    state = application.snapshot()
    assert isinstance(state, System)
    assert sorted(job.name for job in state.every_job()) == ["SHORT", "SHORT"]
    assert state.primary.purges == []
