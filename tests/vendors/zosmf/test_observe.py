"""Observations: what each answer says of which job, and what it must not be taken to say."""

from __future__ import annotations

from typing import Any

import pytest

from harness.exchange import Passage, Request
from harness.flow import Outcome
from harness.oracles import Act, Observation
from harness.vendors.zosmf.observe import verb_of
from tests.oracles.script import BASE, NO_JOB, Script, feedback, job


def seen(script: Script) -> list[Observation]:
    """Return what was observed."""
    return list(script.evidence().observations)


def told(script: Script) -> list[tuple[Any, ...]]:
    """Return act, job, presence, state and result of each observation."""
    return [(o.act, o.job.key, o.present, o.state, o.result) for o in seen(script)]


def test_submit_status_and_list_show_the_job() -> None:
    """Each with the state and result of its own document."""
    script = Script()
    script.submit()
    script.status(job("ACTIVE"))
    script.list([job(), job("INPUT", 124)])
    assert told(script) == [
        (Act.SUBMIT, "MYJOB/JOB00123", True, "INPUT", None),
        (Act.STATUS, "MYJOB/JOB00123", True, "ACTIVE", None),
        (Act.LISTED, "MYJOB/JOB00123", True, "OUTPUT", "CC 0000"),
        (Act.LISTED, "MYJOB/JOB00124", True, "INPUT", None),
    ]


def test_a_document_about_another_job_is_no_sighting() -> None:
    """That is for the rule on echoes; it must not make two jobs one."""
    script = Script()
    script.status(job(number=124), asked="MYJOB/JOB00123")
    script.status(job(number=124), asked="J0000123SY1.....E1A2B3C4.......%3A")
    assert seen(script) == []


@pytest.mark.parametrize("path", ["MYJOB/JOB00123", "myjob/job00123", "J0000123SY1.....E1A2B3C4.......%3A"])
def test_an_unknown_job_is_absent_by_the_very_name_asked_for(path: str) -> None:
    """Whether the target folds names is not documented, so a lower-case name may be of no job."""
    script = Script()
    script.absent(path)
    script.absent(f"{path}/files")
    acts = [(o.act, o.job.key, o.present, o.job.names) for o in seen(script)]
    key = path.replace("%3A", ":")
    assert acts == [(Act.STATUS, key, False, {}), (Act.OUTPUT, key, False, {})]


@pytest.mark.parametrize(
    ("query", "absent"),
    [
        ("?owner=*&jobid=JOB00123", True),
        ("?owner=*&jobid=JOB00123&prefix=*&exec-data=Y", True),
        ("?jobid=JOB00123", False),
        ("?owner=IBMUSER&jobid=JOB00123", False),
        ("?owner=*&jobid=JOB00123&prefix=M*", False),
        ("?owner=*&jobid=JOB00123&status=active", False),
        ("?owner=*&jobid=JOB00123&max-jobs=1", False),
        ("?owner=*", False),
    ],
)
def test_only_a_list_that_must_show_a_job_tells_that_it_is_absent(query: str, absent: bool) -> None:
    """A list that is narrower than one job id over all owners may leave the job out."""
    script = Script()
    script.list([], query)
    assert [o.act for o in seen(script)] == ([Act.UNLISTED] if absent else [])


def test_changes_are_told_with_verb_and_outcome() -> None:
    """By name in upper case, with all names that the feedback gives."""
    script = Script()
    script.modify("cancel", path="myjob/job00123")
    script.modify("class:B", 156)
    script.delete(status=202, answer={})
    outcomes = [(o.act, o.verb, o.outcome, o.job.key) for o in seen(script)]
    assert outcomes == [
        (Act.MODIFY, "cancel", Outcome.DONE, "MYJOB/JOB00123"),
        (Act.MODIFY, "class", Outcome.TOO_LATE, "MYJOB/JOB00123"),
        (Act.DELETE, "delete", Outcome.ACCEPTED, "MYJOB/JOB00123"),
    ]
    assert "correlator" in seen(script)[0].job.names


def test_a_broken_change_may_have_been_carried_out_and_a_broken_read_says_nothing() -> None:
    """Only what may have changed a job is observed without an answer."""
    script = Script()
    script.modify("hold", passage=Passage.BROKEN)
    script.status(job(), passage=Passage.BROKEN)
    script.submit(passage=Passage.BROKEN)
    assert [(o.act, o.outcome) for o in seen(script)] == [(Act.MODIFY, Outcome.UNKNOWN)]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"headers": {"X-IBM-Target-System": "PLEX2"}},
        {"headers": {"X-IBM-Requested-Method": "GET"}},
        {"path": "-JESB/MYJOB/JOB00123"},
    ],
)
def test_what_another_system_may_have_served_only_may_have_changed_the_job(elsewhere: dict[str, Any]) -> None:
    """A confirmed delete at another system says nothing sure about the job here."""
    script = Script()
    script.delete(**elsewhere)
    (only,) = seen(script)
    assert (only.job.key, only.present, only.outcome) == ("MYJOB/JOB00123", False, Outcome.UNKNOWN)


def test_reads_of_another_system_say_nothing() -> None:
    """A namesake in a secondary JES or on another system is another job."""
    script = Script()
    script.status(job(), asked="-JESB/MYJOB/JOB00123")
    script.status(job(), headers={"X-IBM-Target-System": "PLEX2"})
    script.send("GET", f"{BASE}/-JESB?owner=*", 200, [job()])
    assert seen(script) == []


def test_a_post_that_names_its_method_is_that_method() -> None:
    """Tunnelling through POST is documented, and the contract reads it so."""
    script = Script()
    headers = {"X-IBM-Requested-Method": "DELETE"}
    script.send("POST", f"{BASE}/MYJOB/JOB00123", 200, feedback(), headers=headers)
    assert [(o.act, o.outcome) for o in seen(script)] == [(Act.DELETE, Outcome.DONE)]


def test_only_a_completed_notification_tells_the_end() -> None:
    """Ready and active events bear no return code."""
    script = Script()
    script.notify(retcode=None)
    script.notify()
    assert told(script) == [(Act.NOTIFIED, "MYJOB/JOB00123", True, "OUTPUT", "CC 0000")]


def test_refused_reads_say_nothing_of_the_job() -> None:
    """Without rights, or in an error of the server, nobody knows."""
    script = Script()
    for status in (401, 403, 404, 500):
        script.send("GET", f"{BASE}/MYJOB/JOB00123", status, NO_JOB)
        script.send("GET", f"{BASE}/MYJOB/JOB00123/files", status, NO_JOB)
    assert seen(script) == []


@pytest.mark.parametrize(
    ("body", "verb"),
    [
        ('{"request":"hold"}', "hold"),
        ('{"request":"cancel","version":"1.0"}', "cancel"),
        ('{"class":"B"}', "class"),
        ('{"request":"stop"}', None),
        ('{"request":["cancel"]}', None),
        ('{"request":"cancel","class":"B"}', None),
        ('{"class":7}', None),
        ("{}", None),
        ("[]", None),
        ("", None),
        ("{", None),
    ],
)
def test_a_verb_is_read_only_from_a_documented_body(body: str, verb: str | None) -> None:
    """What an undocumented body does is not known."""
    assert verb_of(Request("PUT", BASE, body=body.encode())) == verb
