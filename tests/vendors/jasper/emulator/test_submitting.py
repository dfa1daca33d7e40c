from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings
from tests.vendors.jasper.emulator.desk import Desk, at_once, draft, refused

CODE = "error.duplicate.report.job.output.filename"
KEPT = {"folderURI": "/temp"}


@pytest.mark.parametrize(
    ("name", "clashes"),
    [("Report", True), ("report", True), ("port", True), ("reports", False), ("other", False)],
)
def test_a_file_name_within_anothers_clashes(desk: Desk, name: str, clashes: bool) -> None:
    """Since 6.2, without case; the longer name may follow the shorter."""
    desk.job(baseOutputFilename="Report", repositoryDestination=KEPT)
    found = desk.problems(draft(baseOutputFilename=name, repositoryDestination=KEPT))
    assert found == ([(CODE, "baseOutputFilename")] if clashes else [])


def test_only_equal_names_clashed_before_6_2() -> None:
    """Then a part was no trouble."""
    desk = Desk.playing("D11")
    desk.job(baseOutputFilename="Report", repositoryDestination=KEPT)
    found = [
        desk.problems(draft(baseOutputFilename=each, repositoryDestination=KEPT))
        for each in ("port", "report")
    ]
    assert found == [[], [(CODE, "baseOutputFilename")]]


def test_some_jobs_stand_in_nobodys_way(desk: Desk) -> None:
    """Those that overwrite, save nothing, are elsewhere, are gone, or are not the caller's to see."""
    desk.job(repositoryDestination={**KEPT, "overwriteFiles": True})
    desk.job(repositoryDestination={**KEPT, "saveToRepository": False})
    desk.job(repositoryDestination={"folderURI": "/reports"})
    desk.job(trigger=at_once(), repositoryDestination=KEPT)
    desk.wait(5)
    number = desk.job(repositoryDestination=KEPT)
    desk.user = "joeuser"
    assert desk.problems(draft(repositoryDestination=KEPT)) == []
    desk.user = "jasperadmin"
    assert desk.problems(draft(repositoryDestination=KEPT)) == [(CODE, "baseOutputFilename")]
    assert desk.problems(draft(repositoryDestination={**KEPT, "saveToRepository": False})) == []
    desk.ask("DELETE", f"/{number}")


def test_a_job_does_not_clash_with_itself(desk: Desk) -> None:
    """An edit may keep the name, and one that leaves it makes it free."""
    number = desk.job(repositoryDestination=KEPT)
    assert desk.ask("POST", f"/{number}", draft(repositoryDestination=KEPT)).status == 200
    assert (
        desk.ask("POST", f"/{number}", draft(baseOutputFilename="b", repositoryDestination=KEPT)).status
        == 200
    )
    assert desk.problems(draft(repositoryDestination=KEPT)) == []


def test_a_full_server_fails() -> None:
    """As with anything that it does not expect; jobs that are gone make room."""
    desk = Desk(EmulatorSettings(capacity=1))
    desk.job()
    assert refused(desk.ask("PUT", "", draft())) == (500, "unexpected.error")
