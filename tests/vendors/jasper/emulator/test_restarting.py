from __future__ import annotations

from tests.vendors.jasper.emulator.desk import Desk, ok, refused


def test_a_copy_runs_once_at_once(desk: Desk) -> None:
    """The answer echoes the originals, which stay; a copy is the caller's, with a name of its own."""
    desk.user = "joeuser"
    number = desk.job(description="d", alert={"subject": "s"})
    desk.user = "jasperadmin"
    assert ok(desk.ask("POST", "/restart", {"jobId": [number]})) == {"jobId": [number]}
    copy, original = desk.ids()
    document = desk.get(f"/{copy}")
    trigger = document["trigger"]["simpleTrigger"]
    assert (original, document["username"]) == (number, "jasperadmin|organization_1")
    assert (trigger["startType"], trigger["occurrenceCount"], trigger["misfireInstruction"]) == (2, 1, -1)
    assert document["baseOutputFilename"] == "nightly_retry1767600000000"
    assert (document["description"], document["alert"]["subject"]) == ("d", "s")
    assert desk.value(copy) == "EXECUTING"
    desk.wait(1)
    assert desk.ids() == [number]


def test_copies_of_one_request_start_one_after_the_other(desk: Desk) -> None:
    """Half a second lies between them."""
    number = desk.job()
    desk.ask("POST", "/restart", {"jobId": [number, number, number]})
    counts = []
    for _ in range(5):
        counts.append(len(desk.ids()))
        desk.wait(0.5)
    assert counts == [4, 4, 3, 2, 1]


def test_with_one_that_cannot_be_restarted_none_is(desk: Desk) -> None:
    """An unknown one is not found; one that may not be read is told in a message alone."""
    number = desk.job()
    assert refused(desk.ask("POST", "/restart", {"jobId": [number, 1]})) == (404, "resource.not.found")
    desk.user = "joeuser"
    own = desk.job(baseOutputFilename="other")
    answer = desk.ask("POST", "/restart", {"jobId": [own, number]})
    assert refused(answer) == (400, None)
    assert str([own, number]) in answer.body.decode()
    assert desk.ids() == [own]


def test_a_copy_is_held_to_the_rules(desk: Desk) -> None:
    """Its longer file name may be too long."""
    number = desk.job(baseOutputFilename="x" * 95)
    answer = desk.ask("POST", "/restart", {"jobId": [number]})
    assert (answer.status, b"error.length" in answer.body) == (400, True)


def test_no_ids_restart_nothing(desk: Desk) -> None:
    """The list is empty."""
    desk.job()
    assert ok(desk.ask("POST", "/restart", {"jobId": []})) == {"jobId": []}
    assert len(desk.ids()) == 1
