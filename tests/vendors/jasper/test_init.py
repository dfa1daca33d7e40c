from __future__ import annotations

from harness.target import Length
from harness.traffic.documented import read_documented
from harness.vendor import Generation
from harness.vendors.jasper import VENDOR


def test_there_is_work_of_every_length() -> None:
    """Whatever is to be tried on a job, one can be submitted for it."""
    assert {item.length for item in VENDOR.work} == set(Length)


def test_bodies_are_drawn_for_what_a_schema_cannot_say() -> None:
    """Schedules, edits and bulk updates."""
    drawn = VENDOR.bodies(Generation(VENDOR.work, only_work=False))
    assert {operation for operation, _ in drawn} == {"scheduleJob", "editJob", "updateJobs"}


def test_the_documented_exchanges_can_be_read() -> None:
    """Each has a name of its own."""
    assert VENDOR.documented is not None
    entries = read_documented(VENDOR.documented)
    assert len({entry.id for entry in entries}) == len(entries) > 60
