"""Observations: what each answer says of which job, and what it must not be taken to say."""

from __future__ import annotations

from typing import Any

import pytest

from harness.exchange import Exchange, Passage, Request
from harness.flow import Outcome
from harness.oracles import Act, gather
from harness.vendors.jasper.observe import observe
from tests.vendors.jasper.bench import (
    JOB_JSON,
    JOB_XML,
    JOBS,
    JSON,
    XML,
    Bench,
    contract,
    descriptor,
    speaking,
)


def told(bench: Bench) -> list[tuple[Any, ...]]:
    """Return act, number, presence and state of each observation."""
    return [(o.act, o.job.names["id"], o.present, o.state) for o in bench.evidence().observations]


@pytest.mark.parametrize(("single", "several"), [(JOB_JSON, JSON), (JOB_XML, XML)])
def test_both_forms_say_the_same(single: str, several: str) -> None:
    """A schedule, a definition, a state and a list show the job, in JSON and in XML."""
    bench = Bench()
    number = bench.schedule("Nightly", description="each night")
    bench.ask("GET", f"/{number}", accept=single)
    bench.ask("GET", f"/{number}/state", accept=several)
    bench.ask("GET", "?label=Nightly", accept=several)
    assert told(bench) == [
        (Act.SUBMIT, str(number), True, None),
        (Act.STATUS, str(number), True, None),
        (Act.STATUS, str(number), True, "NORMAL"),
        (Act.LISTED, str(number), True, "NORMAL"),
    ]
    definition, listed = (bench.evidence().observations[place].document for place in (1, 3))
    assert definition == listed
    assert definition["description"] == "each night"


def test_a_job_that_is_not_known_is_absent() -> None:
    """Asked for its state or its definition."""
    bench = Bench()
    bench.ask("GET", "/99/state", accept=JSON)
    bench.ask("GET", "/99", accept=JOB_JSON)
    assert told(bench) == [(Act.STATUS, "99", False, None)] * 2
    assert {seen.outcome for seen in bench.evidence().observations} == {Outcome.NOT_VISIBLE}


def test_each_change_names_its_jobs() -> None:
    """By path, by query and by the list of the body, with what became of it."""
    bench = Bench()
    one, two = bench.schedule("one"), bench.schedule("two")
    bench.ask("POST", "/pause", {"jobId": [one, two]}, JSON, JSON)
    bench.ask("POST", f"?id={one}&id={two}", {"description": "both"}, JSON, JSON)
    bench.ask("POST", f"/{one}", descriptor("one"), JOB_JSON, JOB_JSON)
    bench.ask("DELETE", f"/{one}")
    bench.ask("DELETE", f"?id={two}&id={one}", accept=JSON)
    changes = [o for o in bench.evidence().observations if o.act in (Act.MODIFY, Act.DELETE)]
    assert [(o.verb, o.job.names["id"], o.outcome) for o in changes] == [
        ("pause", str(one), Outcome.DONE),
        ("pause", str(two), Outcome.DONE),
        ("bulk", str(one), Outcome.DONE),
        ("bulk", str(two), Outcome.DONE),
        ("edit", str(one), Outcome.DONE),
        ("delete", str(one), Outcome.DONE),
        ("delete", str(two), Outcome.UNKNOWN),
        ("delete", str(one), Outcome.TOO_LATE),
    ]


def test_a_list_that_means_all_names_no_job() -> None:
    """Nor does a search that finds nothing, or what cannot be read."""
    bench = Bench()
    bench.ask("POST", "/pause", {"jobId": []}, JSON, JSON)
    bench.ask("GET", "?label=nothing", accept=JSON)
    bench.ask("PUT", "", b"{", JOB_JSON, JOB_JSON)
    bench.ask("GET", "/calendars", accept=JSON)
    assert told(bench) == []


def test_a_change_without_an_answer_may_have_been_made() -> None:
    """What broke after it left says so of each of its jobs, and a broken read says nothing."""
    broken = [
        Exchange(
            id=f"e{place}",
            vendor="jasper",
            request=Request(method, f"{JOBS}{path}", speaking(JSON, JSON), b'{"jobId":[7]}'),
            response=None,
            passage=Passage.BROKEN,
            begun_ns=place,
            ended_ns=place + 1,
            wall="2026-01-05T08:00:00Z",
        )
        for place, (method, path) in enumerate((("DELETE", "/7"), ("POST", "/restart"), ("GET", "/7/state")))
    ]
    seen = gather(contract(), observe, broken).observations
    assert [(o.verb, o.job.names["id"], o.outcome) for o in seen] == [
        ("delete", "7", Outcome.UNKNOWN),
        ("restart", "7", Outcome.UNKNOWN),
    ]
