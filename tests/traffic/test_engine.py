from __future__ import annotations

import json
import re
import socket
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
import requests
from hypothesis import strategies as st

from harness.exchange import Headers, Request, Response
from harness.traffic.engine import generate
from harness.traffic.generation import Amounts, Generated, Made, Placement, Recipe, Slots
from tests.traffic.asked import ALL, FORMAT, Jobs


def test_every_phase_reaches_its_operations(recipe: Recipe, jobs: Jobs) -> None:
    """Examples, coverage and fuzzing reach every operation; walks submit, and follow the link."""
    made = generate(recipe)
    assert made == Made(problems=(), walks=4)
    for phase in ("examples", "coverage", "fuzzing"):
        assert {g.operation for g, _ in jobs.asked if g.phase == phase} >= ALL - {"getJob", "deleteJob"}, (
            phase
        )
    assert {g.operation for g, _ in jobs.asked if g.phase == "fuzzing"} == ALL
    assert {g.operation for g, _ in jobs.asked if g.phase == "stateful"} >= {"submitJob", "getJob"}


@pytest.mark.parametrize(
    ("media", "wanted"),
    [
        ("application/xml", rb"<job[ />]"),
        ("application/job+xml", rb"<job[ />]"),
        ("application/x-www-form-urlencoded", rb"name=[a-c]*"),
    ],
)
def test_bodies_led_by_schemas_are_sent(recipe: Recipe, jobs: Jobs, media: str, wanted: bytes) -> None:
    """XML under every name, with the root that its schema names, and forms."""
    schema = {
        "type": "object",
        "xml": {"name": "job"},
        "required": ["name"],
        "properties": {"name": {"type": "string", "pattern": "^[a-c]{1,3}$", "xml": {"attribute": True}}},
    }
    document = json.loads(json.dumps(recipe.document))
    document["paths"]["/jobs"]["put"]["requestBody"]["content"] = {media: {"schema": schema}}
    made = generate(replace(recipe, document=document, amounts=Amounts(fuzzing=6)))
    sent = [r for r in jobs.of("fuzzing", "submitJob") if r.body]
    assert made.problems == ()
    assert {r.headers.get("Content-Type") for r in sent} == {media}
    assert any(re.search(wanted, r.body) for r in sent)


def test_amounts_are_counts(recipe: Recipe, jobs: Jobs) -> None:
    """Fuzzing makes its number of cases for each operation; what is off makes none."""
    generate(replace(recipe, amounts=Amounts(examples=False, coverage=False, fuzzing=9)))
    assert {operation: len(jobs.of("fuzzing", operation)) for operation in ALL} == dict.fromkeys(ALL, 9)
    assert {g.phase for g, _ in jobs.asked} == {"fuzzing"}


def test_walks_carry_the_ids_that_the_target_gave(recipe: Recipe, jobs: Jobs) -> None:
    """In walks most reads of a job are about a job that an earlier answer named."""
    generate(replace(recipe, amounts=Amounts(False, False, 0, stateful=12, steps=8)))
    given = {f"JOB{number:05}" for number in range(len(jobs.asked) + 1)}
    reads = [request.path.rsplit("/", 1)[1] for request in jobs.of("stateful", "getJob")]
    assert len(reads) > 5
    assert sum(jobid in given for jobid in reads) > len(reads) / 2


def test_the_same_seed_makes_the_same_requests_in_the_same_order(recipe: Recipe, jobs: Jobs) -> None:
    """Equal recipes make equal lists of requests, byte for byte; another seed makes another list."""
    generate(recipe)
    first, jobs.asked = jobs.asked, []
    generate(recipe)
    second, jobs.asked = jobs.asked, []
    generate(replace(recipe, seed=2))
    assert first == second
    assert jobs.asked != first


def test_nothing_leaves_but_cases(recipe: Recipe, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine opens no connection of its own: no probe, no retry, no redirect, no outage check."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a request of the engine's own")

    monkeypatch.setattr(requests.Session, "send", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    jobs.answer = lambda _: Response(429, Headers.of([("Retry-After", "0"), ("Location", "/elsewhere")]))
    assert generate(recipe).problems == ()
    assert jobs.asked


def test_requests_carry_no_trace_of_the_run(recipe: Recipe, jobs: Jobs) -> None:
    """No random case id, no library version, no encoding that nobody asked for."""
    generate(recipe)
    names = {name.lower() for _, request in jobs.asked for name, _ in request.headers}
    assert names <= {"accept", "content-type"}


def test_drawn_bodies_go_out_as_they_are(recipe: Recipe, jobs: Jobs) -> None:
    """The bytes of a body strategy leave unchanged, whatever they are; contract examples do too."""
    generate(recipe)
    bodies = {
        r.body for r in jobs.of("fuzzing", "submitJob") if r.headers.get("Content-Type") == "plain/text"
    }
    assert bodies <= {b"//A JOB\n", b"\xff\x00bytes", b"//ONE JOB"}
    assert b"\xff\x00bytes" in bodies
    assert b"//ONE JOB" in {request.body for request in jobs.of("examples", "submitJob")}
    content = {"application/json": {"schema": {"type": "string", "format": FORMAT}}}
    recipe.document["paths"]["/jobs"]["put"]["requestBody"]["content"] = content
    generate(replace(recipe, strategies={FORMAT: st.just(b'{"job": ')}, amounts=Amounts(fuzzing=8)))
    assert b'{"job": ' in {request.body for request in jobs.of("fuzzing", "submitJob")}


def test_explicit_examples_reach_the_wire(recipe: Recipe, jobs: Jobs) -> None:
    """An example with a national character is sent, percent-encoded."""
    generate(recipe)
    assert any("owner=A%23B" in request.query for request in jobs.of("examples", "listJobs"))


def test_each_media_type_is_asked_for(recipe: Recipe, jobs: Jobs) -> None:
    """Where an operation answers in two media types, requests ask for the one, the other and any."""
    generate(recipe)
    asked = {r.headers.get("Accept") for phase in ("coverage", "fuzzing") for r in jobs.of(phase, "listJobs")}
    assert asked >= {"application/json", "text/xml", "*/*"}


def _max_jobs(request: Request) -> list[str]:
    return parse_qs(request.query, keep_blank_values=True).get("max-jobs", [])


def _keeps_to(values: list[str]) -> bool:
    return all(value.isdigit() and 1 <= int(value) <= 1000 for value in values) and len(values) < 2


def test_positive_cases_keep_to_the_document(recipe: Recipe, jobs: Jobs) -> None:
    """Without being asked to, no case breaks the document, and the boundaries are among the cases."""
    generate(recipe)
    values = [_max_jobs(r) for phase in ("coverage", "fuzzing") for r in jobs.of(phase, "listJobs")]
    assert all(map(_keeps_to, values))
    assert {"1", "1000"} <= {value for each in values for value in each}


def test_negative_cases_break_it_one_thing_at_a_time(recipe: Recipe, jobs: Jobs) -> None:
    """In negative mode every case breaks something, undeclared methods are tried, and no walk is made."""
    amounts = Amounts(examples=False, coverage=True, fuzzing=4)
    generate(replace(recipe, negative=True, amounts=amounts, methods=("patch", "post")))
    values = [_max_jobs(request) for request in jobs.of("coverage", "listJobs") if request.method == "GET"]
    assert {"0", "1001"} <= {value for each in values for value in each}
    assert {"PATCH", "POST"} <= {request.method for _, request in jobs.asked}
    kept_paths = [r.path for r in jobs.of("coverage", "getJob") if r.path.startswith("/jobs/A/")]
    assert kept_paths, "a wrong id stands beside a right name"


def test_parameters_can_be_settled_before_a_case_leaves(recipe: Recipe, jobs: Jobs) -> None:
    """A placement gives path and query other values, encoded for the path, and leaves optional ones out."""
    seen: list[tuple[Generated, Slots]] = []

    def place(generated: Generated, slots: Slots) -> Placement:
        seen.append((generated, slots))
        return Placement({"jobname": "#/A", "owner": "B&C"}, frozenset({"max-jobs", "jobid", "Accept"}))

    generate(replace(recipe, place=place, amounts=Amounts(examples=False, fuzzing=6)))
    assert all(request.path.startswith("/jobs/%23%2FA/JOB") for request in jobs.of("fuzzing", "getJob"))
    lists = jobs.of("coverage", "listJobs")
    assert {request.query for request in lists} == {"", "owner=B%26C"}
    assert any(slots.optional == {"owner", "max-jobs", "Accept"} for _, slots in seen)
    assert all("jobname" not in slots.optional for _, slots in seen)


def test_what_is_wrong_on_purpose_is_not_settled(recipe: Recipe, jobs: Jobs) -> None:
    """Where something breaks the document, nothing gets another value, but what is beside it may go."""
    seen: list[Slots] = []

    def place(_generated: Generated, slots: Slots) -> Placement:
        seen.append(slots)
        return Placement({}, slots.optional - {slots.about or ""})

    generate(replace(recipe, negative=True, place=place, amounts=Amounts(examples=False)))
    assert any(not slots.path for slots in seen)
    assert any(slots.path for slots in seen)
    assert all(slots.optional <= {"owner", "max-jobs", "Accept", "Content-Type"} for slots in seen)
    lists = [request for request in jobs.of("coverage", "listJobs") if request.method == "GET"]
    assert "max-jobs=0" in {request.query for request in lists}
    assert not any("owner=" in request.query and "max-jobs=" in request.query for request in lists)


def test_a_boundary_case_says_what_it_is_about(recipe: Recipe) -> None:
    """The parameter whose boundary is tried is named, so that it is not the one that is left out."""
    seen: list[tuple[Generated, Slots]] = []

    def place(generated: Generated, slots: Slots) -> Placement:
        seen.append((generated, slots))
        return Placement()

    generate(replace(recipe, place=place, amounts=Amounts(examples=False, fuzzing=1)))
    about = {slots.about for generated, slots in seen if generated.operation == "listJobs"}
    assert about >= {"owner", "max-jobs", None}


def test_halting_ends_after_one_more_request(recipe: Recipe, jobs: Jobs) -> None:
    """Once halted, at most one more request leaves, in whatever phase it happens."""
    for stop_after in (1, 12, 40):
        jobs.asked.clear()
        count = jobs.asked.__len__
        generate(replace(recipe, halted=lambda at=stop_after, count=count: count() >= at))  # type: ignore[misc]
        assert stop_after <= len(jobs.asked) <= stop_after + 1


def test_silence_is_no_error_of_generation(recipe: Recipe, jobs: Jobs) -> None:
    """A target that never answers gets every case once, and nothing more."""
    jobs.answer = lambda _: None
    amounts = Amounts(fuzzing=3)
    assert generate(replace(recipe, amounts=amounts)).problems == ()
    assert len(jobs.of("fuzzing")) == 12


def test_what_cannot_be_made_is_said(recipe: Recipe, jobs: Jobs) -> None:
    """A parameter that no value satisfies is reported in one line, and the other operations are made."""
    impossible = {"name": "x", "in": "query", "required": True, "schema": {"type": "string", "enum": []}}
    recipe.document["paths"]["/jobs"]["get"]["parameters"].append(impossible)
    problems = generate(replace(recipe, amounts=Amounts(False, False, fuzzing=2))).problems
    assert len(problems) == 1
    assert problems[0].startswith("GET /jobs: ")
    assert "\n" not in problems[0]
    assert jobs.of("fuzzing", "getJob")


def test_the_format_is_gone_afterwards(recipe: Recipe) -> None:
    """String formats of one generation are not there in the next."""
    from schemathesis.specs.openapi.formats import STRING_FORMATS  # noqa: PLC0415 - what the seam must undo

    generate(replace(recipe, amounts=Amounts(False, False, fuzzing=1)))
    assert FORMAT not in STRING_FORMATS
