from __future__ import annotations

from harness.vendors.jasper.emulator.application import JasperApplication
from harness.vendors.jasper.emulator.system import System
from tests.vendors.jasper.emulator.desk import Desk, at_once

PRO = "/jasperserver-pro"


def system_of(desk: Desk) -> System:
    """Return the system behind a desk."""
    application = desk.emulator.application
    assert isinstance(application, JasperApplication)
    return application._systems[PRO]


def test_jobs_that_are_gone_are_forgotten_now_and_then(desk: Desk) -> None:
    """Nobody can tell, but memory does not grow with them."""
    for _ in range(400):
        desk.job(trigger=at_once())
        desk.wait(2)
    assert len(system_of(desk).jobs) < 300
    assert desk.emulator.describe()["jobs"] == 0


def test_a_copy_goes_its_own_way(desk: Desk) -> None:
    """Jobs, names of files, calendars and numbers."""
    desk.job(repositoryDestination={"folderURI": "/temp"})
    system = system_of(desk)
    twin = system.copy()
    desk.job(baseOutputFilename="b", repositoryDestination={"folderURI": "/temp"})
    desk.ask("PUT", "/calendars/c", {"calendarType": "base"})
    assert (len(twin.jobs), len(twin.calendars), twin.outputs) == (1, 0, {"/temp": {5484: "nightly"}})
    assert system.next_number == twin.next_number + 3


def test_numbers_are_of_one_sequence(desk: Desk) -> None:
    """Whoever takes some, the next ones follow."""
    system = system_of(desk)
    first = system.take_numbers(3)
    assert system.take_numbers(1) == first + 3


def test_an_unknown_job_is_forgotten_without_trouble(desk: Desk) -> None:
    """As is an unknown calendar."""
    system = system_of(desk)
    system.remove(1)
    assert not system.exclusion(None).excludes(0)
    assert system.moment(5_000_000) == system.epoch + 5
