"""Facts: which answers z/OSMF's rules look at."""

from __future__ import annotations

from harness.exchange import Passage
from harness.vendors.zosmf import sources
from harness.vendors.zosmf.rules.facts import answered, files_listed, shown
from tests.oracles.script import BASE, NO_JOB, Script, feedback, job


def test_only_whole_answers_of_the_jobs_interface_count() -> None:
    """Not the token service, a broken answer, a notification, or what another system said."""
    script = Script()
    kept = script.status(job())
    script.send("POST", "/zosmf/services/authenticate", 200, {"returnCode": 0})
    script.send("GET", "/zosmf/info", 200, {})
    script.status(job(), passage=Passage.BROKEN)
    script.status(job(), headers={"X-IBM-Target-System": "PLEX2"})
    script.notify()
    assert [each.exchange.id for each in script.evidence().fact(answered)] == [kept]


def test_job_documents_are_found_where_they_stand() -> None:
    """In submits, items and lists that succeeded; not in feedback and errors."""
    script = Script()
    script.submit()
    script.status(job())
    script.list([job(), "odd", job(number=124)])
    script.modify("hold", document=feedback())
    script.send("GET", f"{BASE}/MYJOB/JOB00123", 400, job())
    assert [each.where for each in script.evidence().fact(shown)] == ["submit", "item", "list", "list"]


def test_an_answer_knows_its_role_operation_and_job() -> None:
    """The verb is left out of the role, names are folded, and a query value counts only alone."""
    script = Script()
    script.modify("hold", path="myjob/job00123")
    script.status(job(), "?step-data=Y", asked="-JESB/MYJOB/JOB00123")
    change, status = script.evidence().fact(answered)
    assert change.addressed is not None
    assert (change.role, change.operation, change.addressed.key) == ("modify", "modifyJob", "MYJOB/JOB00123")
    assert (status.jesb, status.asks("step-data", "Y"), status.asks("exec-data", "Y")) == (
        "JESB",
        True,
        False,
    )


def test_lists_of_files_hold_only_documents() -> None:
    """Entries that are no objects are left to the schema."""
    script = Script()
    script.files([{"id": 2}, "odd", None])
    script.send("GET", f"{BASE}/MYJOB/JOB00123/files", 200, {"id": 2})
    assert [files for _, files in script.evidence().fact(files_listed)] == [({"id": 2},)]


def test_a_breach_is_witnessed_by_its_exchange_and_what_came_before() -> None:
    """The last witness is the exchange itself; what was answered is told in one line."""
    script = Script()
    name = script.send("GET", f"{BASE}/MYJOB/JOB99999", 400, NO_JOB)
    (each,) = script.evidence().fact(answered)
    breach = each.breach("subject", "says", "this", each.words, "e0", source=sources.CAPTURED)
    assert (breach.operation, breach.witness, breach.source) == ("getJob", ("e0", name), sources.CAPTURED)
    assert breach.got.startswith('status 400 {"category":6')
    assert len(breach.got) <= len("status 400 ") + 160
