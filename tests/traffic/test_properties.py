from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest

from harness.contract import Contract, Effect, Match, load_contract
from harness.exchange import Headers, Request, Response, Sender
from harness.resources import resource
from harness.target import Mode
from harness.traffic.client import Reply
from harness.traffic.profiles import Counts
from harness.traffic.properties import PropertiesResult, PropertyPlan, run_properties
from harness.vendors.zosmf import VENDOR
from harness.vendors.zosmf.jcl import job_names

JSON = Headers.of(Content_Type="application/json")
NONE = Counts(
    coverage=False, fuzzing=0, walks=0, steps=0, negative=0, every_moment=False, scenarios=0, actions=0
)
FEW = replace(NONE, fuzzing=5)


@dataclass
class Door:
    """A door to a z/OSMF that knows the jobs it was given, and keeps what it was asked."""

    contract: Contract
    asked: list[tuple[Sender, Request, Match]] = field(default_factory=list)
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    reply: Callable[[Match], Reply | None] = lambda _match: None
    """What is replied instead of an answer; None: the answer."""

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Answer a request that the contract knows."""
        match = self.contract.match(request)
        assert sender is not None
        assert session is None
        if match is None:
            return Reply(Response(400, JSON, b"{}"))
        self.asked.append((sender, request, match))
        return self.reply(match) or Reply(self._answer(match))

    def _answer(self, match: Match) -> Response:
        if match.role == "submit":
            number = len(self.asked)
            job = {
                "jobname": "HARNESS",
                "jobid": f"JOB{number:05}",
                "job-correlator": f"J00{number:05}SY1.....E1A2B3C4.......:",
            }
            self.jobs |= {f"HARNESS/{job['jobid']}": job, job["job-correlator"]: job}
            return Response(201, JSON, json.dumps(job).encode())
        if match.role == "list":
            return Response(200, JSON, json.dumps(list(self.jobs.values())).encode())
        path = match.parsed.path
        job = self.jobs.get(path.get("correlator") or f"{path.get('jobname')}/{path.get('jobid')}", {})
        return Response(200 if job else 400, JSON, json.dumps(job).encode())

    def of(self, operation: str) -> list[tuple[Sender, Request, Match]]:
        """Return what was asked of one operation."""
        return [each for each in self.asked if each[2].operation.id == operation]


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Give a part of the contract of z/OSMF: jobs, by name and id or by correlator; no spool."""
    document = load_contract(resource("openapi/zosmf.yaml")).document
    paths = [f"/zosmf/restjobs/jobs{part}" for part in ("", "/{jobname}/{jobid}", "/{correlator}")]
    document["paths"] = {path: document["paths"][path] for path in paths}
    return Contract(document, "zosmf")


@pytest.fixture
def door(contract: Contract) -> Door:
    """Give a door to a z/OSMF without jobs."""
    return Door(contract)


def _tags() -> Iterator[str]:
    return (VENDOR.tag("test", number) for number in count())


def _plan(contract: Contract, mode: Mode = Mode.UNRESTRICTED, counts: Counts = FEW) -> PropertyPlan:
    return PropertyPlan(contract, VENDOR, mode, counts, 1, VENDOR.work, _tags())


@dataclass
class Run:
    """One run of property traffic: its door, its result, and whom it told of."""

    door: Door
    result: PropertiesResult
    told: list[Sender]

    @property
    def sent(self) -> list[tuple[Sender, Request]]:
        """What was sent, as far as the contract knows it."""
        return [(sender, request) for sender, request, _ in self.door.asked]


def _run(plan: PropertyPlan) -> Run:
    door, told = Door(plan.contract), list[Sender]()
    return Run(door, run_properties(plan, door, on_case=told.append), told)


@pytest.fixture(scope="module")
def unrestricted(contract: Contract) -> Run:
    """Give a run at an emulator: drawn cases, walks, and a few that are wrong on purpose."""
    return _run(_plan(contract, counts=replace(NONE, fuzzing=5, walks=4, steps=5, negative=1)))


@pytest.fixture(scope="module")
def owned(contract: Contract) -> Run:
    """Give a run at a target where only jobs of ours may be touched."""
    return _run(_plan(contract, Mode.OWNED, replace(NONE, fuzzing=4, negative=4)))


@pytest.fixture(scope="module")
def boundaries(contract: Contract) -> Run:
    """Give a run of boundary values, right and wrong ones, without correlators."""
    document = contract.document
    del document["paths"]["/zosmf/restjobs/jobs/{correlator}"]
    return _run(_plan(Contract(document, "zosmf"), counts=replace(NONE, coverage=True, negative=1)))


def test_every_operation_is_asked(contract: Contract, unrestricted: Run) -> None:
    """All operations but those that the target calls get requests."""
    asked = {match.operation.id for _, _, match in unrestricted.door.asked}
    assert asked == set(contract.operations) - {"jobCompleted"}
    assert unrestricted.result.problems == ()
    assert unrestricted.result.ended_early is None


def test_most_requests_about_a_job_are_about_one_that_exists(unrestricted: Run) -> None:
    """Drawn reads mostly name a job of this run, by name and id or by correlator."""
    jobs = unrestricted.door.jobs.values()
    for operation, name, key in (
        ("getJob", "jobid", "jobid"),
        ("getJobByCorrelator", "correlator", "job-correlator"),
    ):
        asked = [m.parsed.path[name] for s, _, m in unrestricted.door.of(operation) if s.kind == "fuzzing"]
        assert sum(value in {job[key] for job in jobs} for value in asked) >= len(asked) / 2, operation


def test_the_result_counts_what_was_sent(unrestricted: Run) -> None:
    """Requests are counted by kind and by operation, and each sender is told once, in order."""
    result, told = unrestricted.result, unrestricted.told
    assert sum(result.cases.values()) == sum(result.operations.values()) == len(told)
    assert len(told) >= len(unrestricted.sent)
    assert Counter(sender.kind for sender in told) == result.cases
    fuzzing = [sender.case for sender in told if sender.kind == "fuzzing"]
    assert fuzzing == [str(number) for number in range(1, len(fuzzing) + 1)]


def test_equal_plans_make_equal_requests(contract: Contract) -> None:
    """The same seed and the same answers give the same requests in the same order, jobs and all."""
    plan = _plan(contract, counts=replace(NONE, fuzzing=1, walks=3, steps=4))
    first = _run(plan)
    again = _run(replace(plan, tags=_tags()))
    assert (again.sent, again.result) == (first.sent, first.result)
    assert _run(replace(plan, seed=2)).sent != first.sent


def test_read_only_reads(contract: Contract) -> None:
    """In ``read-only`` nothing but reads is generated."""
    asked = _run(_plan(contract, Mode.READ_ONLY, replace(NONE, fuzzing=1))).door.asked
    assert {match.effect for _, _, match in asked} == {Effect.READ}
    assert len({match.operation.id for _, _, match in asked}) == 3


def test_owned_without_work_reads(contract: Contract) -> None:
    """A target without work items gets no submit, and so no change either."""
    plan = replace(_plan(contract, Mode.OWNED, replace(NONE, fuzzing=1)), work=())
    assert {match.effect for _, _, match in _run(plan).door.asked} == {Effect.READ}


def test_owned_submits_work_of_ours_under_fresh_tags(owned: Run) -> None:
    """In ``owned`` each submit is a work item under a tag of its own."""
    submits = [r for _, r, m in owned.door.of("submitJob") if m.effect is Effect.CREATE]
    names = [job_names(request.body.decode("latin-1"))[0] for request in submits]
    assert len(names) > 3
    assert len(set(names)) == len(names)
    assert all(name.startswith(VENDOR.tag("test", 0)[:5]) for name in names)


def test_owned_changes_jobs_of_ours_only(owned: Run) -> None:
    """In ``owned`` every change names a job that this run created, so that the guard need not keep it."""
    keys = {"jobname": "jobname", "jobid": "jobid", "correlator": "job-correlator"}
    changes = [m for _, _, m in owned.door.asked if m.effect in {Effect.MODIFY, Effect.DESTROY}]
    assert len(changes) > 10
    for name, value in (part for match in changes for part in match.parsed.path.items()):
        assert value in {job[keys[name]] for job in owned.door.jobs.values()}


def test_what_is_wrong_on_purpose_goes_to_emulators_only(owned: Run, unrestricted: Run) -> None:
    """Requests that break the contract come last, and in ``unrestricted`` only."""
    assert not any(sender.kind.startswith("negative") for sender in owned.told)
    kinds = [sender.kind for sender in unrestricted.told]
    assert set(kinds[kinds.index("negative-fuzzing") :]) == {"negative-fuzzing"}


def test_no_other_request_breaks_the_contract(contract: Contract, boundaries: Run, unrestricted: Run) -> None:
    """What is not wrong on purpose keeps to the contract."""
    for sender, request, match in (*boundaries.door.asked, *unrestricted.door.asked):
        if not sender.kind.startswith("negative"):
            assert contract.judge_request(match, request) == (), (sender, request)


def test_wrong_values_are_tried_at_jobs_that_exist(boundaries: Run) -> None:
    """Most of what is wrong about a read of a job is not the job, or nothing else would be noticed."""
    jobs = {job["jobid"] for job in boundaries.door.jobs.values()}
    reads = [m.parsed.path for s, _, m in boundaries.door.of("getJob") if s.kind == "negative-coverage"]
    assert sum(path["jobid"] in jobs for path in reads) > len(reads) / 4


def test_parameters_that_exclude_each_other_are_not_sent_together(boundaries: Run) -> None:
    """No list asks for a job id and a user correlator at once, unless it is wrong on purpose."""
    lists = [r.query for s, r, _ in boundaries.door.of("listJobs") if not s.kind.startswith("negative")]
    both = ["jobid=" in query and "user-correlator=" in query for query in lists]
    assert any("jobid=" in query for query in lists)
    assert any("user-correlator=" in query for query in lists)
    assert not any(both)


def test_boundaries_are_tried_beside_little_else(contract: Contract, boundaries: Run) -> None:
    """Of a dozen optional parameters a boundary case has about half, and each occurs."""
    submits = [r for s, r, _ in boundaries.door.of("submitJob") if s.kind == "coverage"]
    submit = contract.openapi_for_generation()["paths"]["/zosmf/restjobs/jobs"]["put"]
    counts = Counter(name for request in submits for name, _ in request.headers if "X-IBM" in name)
    assert len(counts) == len(submit["parameters"])
    assert sum(counts.values()) < 0.7 * len(counts) * len(submits)


def test_deleted_jobs_are_left_alone(unrestricted: Run) -> None:
    """A deleted job leaves the pool, so that later requests are about jobs that are there."""
    deletes = [m.parsed.path["jobid"] for s, _, m in unrestricted.door.of("deleteJob") if s.kind == "fuzzing"]
    known = [jobid for jobid in deletes if jobid in {job["jobid"] for job in unrestricted.door.jobs.values()}]
    assert len(set(known)) == len(known) > 0


def test_a_job_without_a_documented_name_is_left_alone(contract: Contract, door: Door) -> None:
    """What faulty JCL left is not asked for: a request that names it would break the contract."""
    odd = json.dumps({"jobname": "1B", "jobid": "JOB00001", "job-correlator": "J0000001SY1.....E1A2:"})
    door.reply = lambda m: Reply(Response(201, JSON, odd.encode())) if m.role == "submit" else None
    run_properties(_plan(contract), door)
    assert {m.parsed.path["jobname"] for _, _, m in door.of("getJob")}.isdisjoint({"1B"})


def test_stopping_ends_early_and_says_so(contract: Contract, door: Door) -> None:
    """When told to stop, the traffic ends after one more request, and the result says why."""
    result = run_properties(_plan(contract), door, stop=lambda: len(door.asked) >= 10)
    assert len(door.asked) <= 11
    assert result.ended_early == "stopped"


def test_a_target_that_is_not_there_is_left_alone(contract: Contract, door: Door) -> None:
    """After a score of requests without a whole answer nothing more is sent."""
    door.reply = lambda _: Reply(None)
    result = run_properties(_plan(contract), door)
    assert sum(result.cases.values()) <= 21
    assert "no whole answer" in (result.ended_early or "")


def test_a_spent_budget_ends_the_traffic(contract: Contract, door: Door) -> None:
    """When the guard keeps every operation for its budget, nothing more is generated."""
    spent = Reply(Response(403), blocked_by="guard.budget")
    door.reply = lambda _: spent if len(door.asked) > 30 else None
    result = run_properties(_plan(contract), door)
    assert "budget" in (result.ended_early or "")
    assert len(door.asked) < 120


def test_a_spent_budget_of_creations_ends_submits_alone(contract: Contract, door: Door) -> None:
    """When only submits are kept, the other operations go on."""
    spent = Reply(Response(403), blocked_by="guard.budget")
    door.reply = lambda match: spent if match.role == "submit" else None
    result = run_properties(_plan(contract), door)
    assert result.ended_early is None
    assert len(door.of("deleteJob")) >= FEW.fuzzing


def test_what_http_cannot_carry_is_counted_and_left(contract: Contract, door: Door) -> None:
    """A case that cannot be sent is no problem of generation; the next one is sent."""

    def refuse(match: Match) -> Reply:
        raise ValueError(match.operation.id)

    door.reply = refuse
    result = run_properties(_plan(contract), door)
    assert result.unsent == sum(result.cases.values()) > 20
    assert (result.problems, result.ended_early) == ((), None)
