from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harness.contract import load_contract
from harness.exchange import Headers, Request
from harness.traffic.memory import Memory, renamed
from tests.traffic.jobs_service import CONTRACT, Reader, Service

JSON = Headers.of([("Content-Type", "application/json")])
START = Request("POST", "/jobs", JSON, b"{}")
LOOK = Request("GET", "/jobs/41?since=x", Headers.of([("X-Reason", "none")]))


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Give an empty memory before the service."""
    path = tmp_path / "jobs.yaml"
    path.write_text(CONTRACT)
    contract = load_contract(path)
    return Memory(Service(contract), contract, Reader())


def test_what_worked_is_a_sample_and_knows_where_its_job_comes_from(memory: Memory) -> None:
    """The first good request of each operation is kept, and the request that made its job."""
    memory.ask(START)
    memory.ask(LOOK)
    memory.ask(replace(LOOK, target="/jobs/41?since=y"))
    assert [*memory.samples] == ["start", "look"]
    assert memory.samples["look"].request == LOOK
    origin = memory.samples["look"].origin
    assert origin is not None
    assert (origin.request, origin.job.key) == (START, "41")


@pytest.mark.parametrize(
    ("request_", "session"),
    [
        (replace(LOOK, target="/jobs/77?since=x"), "primary"),
        (replace(LOOK, headers=Headers()), "primary"),
        (LOOK, "other"),
    ],
    ids=["refused", "wrong but served", "another user's"],
)
def test_other_requests_are_no_samples(memory: Memory, request_: Request, session: str) -> None:
    """A sample was carried out, keeps its contract and is the primary user's."""
    memory.ask(START)
    memory.ask(request_, session=session)
    assert "look" not in memory.samples


def test_a_sample_about_a_job_of_ours_is_better(memory: Memory) -> None:
    """A job that was there before cannot be made anew, so one of ours takes its place."""
    assert isinstance(memory.door, Service)
    memory.door.jobs["1"] = b""
    memory.ask(replace(LOOK, target="/jobs/1?since=x"))
    assert memory.samples["look"].origin is None
    memory.ask(START)
    memory.ask(LOOK)
    assert memory.samples["look"].request == LOOK


def test_answers_are_remembered_as_they_are_documented(memory: Memory) -> None:
    """Every answer counts, whoever asked, by the entry of the contract that it stands for."""
    memory.ask(START, session="none")
    assert isinstance(memory.door, Service)
    memory.door.down = True
    memory.ask(START)
    assert memory.seen == {("start", "401"), ("start", "5XX")}


def test_names_are_exchanged_wherever_they_stand_whole() -> None:
    """In the path, encoded or not, in the query and in the body; never within a longer word."""
    request = Request("PUT", "/a/JOB1/J1%3AX?id=JOB1&other=JOB12", body='{"id":"JOB1","ü":"XJOB1"}'.encode())
    old = {"id": "JOB1", "long": "J1:X", "gone": "a"}
    changed = renamed(request, old, {"id": "JOB2", "long": "J2:Y", "new": "b"})
    assert changed.target == "/a/JOB2/J2%3AY?id=JOB2&other=JOB12"
    assert changed.body == '{"id":"JOB2","ü":"XJOB1"}'.encode()
