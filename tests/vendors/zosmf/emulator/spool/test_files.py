from __future__ import annotations

from tests.vendors.zosmf.emulator.desk import HELD, LONG, Desk

TWO = (
    "//TWO      JOB (ACCT),'X'\n//S1 EXEC PGM=BPXBATCH,PARM='SH echo one; sleep 5'\n//STDOUT DD SYSOUT=*\n"
    "//S2 EXEC PGM=BPXBATCH,PARM='SH echo two; sleep 5'\n//STDOUT DD SYSOUT=*\n"
)


def _files(desk: Desk, path: str) -> dict[int, tuple[str, int]]:
    return {file["id"]: (file["stepname"], file["byte-count"]) for file in desk.get(f"{path}/files")}


def test_files_appear_as_the_job_goes_on(desk: Desk) -> None:
    """JES's log is there at once, its other files after conversion, a step's when it begins."""
    path = desk.path(TWO)
    first = _files(desk, path)
    assert list(first) in ([2], [2, 3, 4])
    desk.wait(1)
    assert list(_files(desk, path)) == [2, 3, 4, 101]
    desk.wait(6)
    assert list(_files(desk, path)) == [2, 3, 4, 101, 102]


def test_bytes_are_counted_when_a_file_is_closed(desk: Desk) -> None:
    """While a step writes, its file has records and no bytes yet."""
    path = desk.path(TWO)
    desk.wait(1)
    assert _files(desk, path)[101] == ("S1", 0)
    desk.wait(6)
    assert _files(desk, path)[101] == ("S1", 3)
    assert _files(desk, path)[102] == ("S2", 0)


def test_a_cancelled_job_keeps_what_was_written(desk: Desk) -> None:
    """Files of steps that began stay, counted; those of later steps never come."""
    path = desk.path(TWO)
    desk.wait(1)
    desk.modify(path, request="cancel")
    desk.wait(100)
    assert list(_files(desk, path)) == [2, 3, 4, 101]
    assert _files(desk, path)[101] == ("S1", 3)


def test_a_held_job_has_no_files_of_programs(desk: Desk) -> None:
    """What has not run has not written."""
    path = desk.path(HELD + "//OUT DD SYSOUT=*\n")
    desk.wait(100)
    assert list(_files(desk, path)) == [2, 3, 4]


def test_counts_never_fall(desk: Desk) -> None:
    """At later instants a file has at least the records that it had."""
    path, counts = desk.path(LONG), [0]
    for _ in range(30):
        desk.wait(3)
        counts.append(sum(file["record-count"] for file in desk.get(f"{path}/files")))
    assert counts == sorted(counts)
