from __future__ import annotations

import pytest

from harness.exchange import Headers, Request
from tests.vendors.i2rest.bench import JSON, Bench

COMMAND = {"command": "DSPLIBL"}


def test_nobody_gets_in_without_a_token() -> None:
    """A call that needs a token is refused without one, and with one that is unknown."""
    bench = Bench()
    for path in ("/run_command", "/run_program/harness/jobsts", "/run_program/no/such", "/"):
        assert [bench.told(path, {}, name)[0] for name in ("none", "expired")] == [401, 401]


def test_a_scope_is_needed_for_each_kind_of_call() -> None:
    """run_program, run_command and management_functions are three rights."""
    bench = Bench()
    assert bench.told("/run_command", COMMAND, "programs")[0] == 403
    assert bench.told("/run_program/harness/joblst", {}, "commands")[0] == 403
    assert bench.told("/", {"command": "STATUS"}, "programs")[0] == 403
    assert bench.told("/run_command", COMMAND, "commands")[0] == 200


def test_programs_open_to_everybody_need_no_token() -> None:
    """The echo sample is valid in anonymous sessions; a token that is unknown is refused all the same."""
    bench = Bench()
    assert bench.told("/run_program/echo/echo/", {}, "none")[0] == 200
    assert bench.told("/run_program/echo/echo", {}, "expired")[0] == 401


def test_what_is_not_there_is_not_found_by_those_who_may_look() -> None:
    """Unknown paths are a 404 for everybody, unknown programs for those with a token."""
    bench = Bench()
    assert bench.told("/no/where/at/all", {}, "none")[0] == 404
    assert bench.told("/run_program/echo/nothing", {}, "none")[0] == 404
    assert bench.program("no/such")[0] == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_post_is_served(method: str) -> None:
    """Any other method is refused with a 405."""
    assert Bench().send(Request(method, "/run_command", Headers((JSON,)))).status == 405


def test_the_anonymous_pool_runs_out() -> None:
    """Five callers are served at once, each by a session of its own; the next is told to wait."""
    bench = Bench()
    answers = [bench.told("/run_program/open/occupy", {"input": {"seconds": 60}}, "none") for _ in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [400]
    assert len({document["job"] for _, document in answers[:5]}) == 5
    assert answers[5][1]["details"] == "Server is busy"
    bench.wait(61)
    assert bench.told("/run_program/open/occupy", {}, "none")[0] == 200


def test_a_pool_can_be_taken_by_others() -> None:
    """A condition of the system: nobody without a token is served, and all else goes on."""
    bench = Bench()
    bench.emulator.impose(["pool-taken"])
    assert bench.told("/run_program/echo/echo", {}, "none")[1]["details"] == "Server is busy"
    assert bench.program("echo/echo")[0] == 200


def test_a_snapshot_brings_everything_back() -> None:
    """Jobs and tokens are as they were, whatever happened since."""
    bench = Bench()
    job = bench.submitted()
    before = bench.status(job)
    name = bench.emulator.snapshot()
    bench.command(f"ENDJOB JOB({job}) OPTION(*IMMED) SPLFILE(*YES)")
    bench.emulator.restore(name)
    assert bench.status(job)["status"] == before["status"]
    bench.emulator.reset()
    assert bench.told("/run_command", COMMAND)[0] == 401


def test_an_expired_session_is_answered_as_one() -> None:
    """The fault of that name plays the vendor's own 401."""
    bench = Bench()
    bench.submitted()
    assert bench.emulator.application.count(bench.emulator.clock.now()) == 1
    assert len(bench.emulator.application.jobs(bench.emulator.clock.now())) == 1
    assert list(bench.emulator.application.notices(0)) == []


def test_equal_requests_get_equal_answers() -> None:
    """Tokens, job numbers and times follow from the seed and the requests."""
    first, second = (Bench(seed=4) for _ in range(2))
    for bench in (first, second):
        bench.submitted()
        bench.status("030127/USRX/MYJOB")
    bodies = [[each.response.body for each in bench.exchanges if each.response] for bench in (first, second)]
    assert bodies[0] == bodies[1]
