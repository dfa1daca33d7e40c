from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.seed import stream
from harness.traffic.pool import JobPool

BY_NAME = frozenset({"jobname", "jobid", "step-data"})
THERE = frozenset({"jesb", "jobname", "jobid"})


def _job(number: int) -> dict[str, str]:
    return {"jobname": "A", "jobid": f"JOB{number}", "correlator": f"C{number}"}


def _pool(*numbers: int, share: float = 1.0, seed: int = 1) -> JobPool:
    pool = JobPool(stream(seed), share=share)
    for number in numbers:
        pool.add(_job(number), {})
    return pool


def test_a_request_gets_the_parts_that_it_asks_for_of_one_job() -> None:
    """Name and id come from the same job, and nothing comes that was not asked for."""
    pool = _pool(1, 2, 3)
    for _ in range(20):
        placed = pool.place(BY_NAME)
        assert placed in [{"jobname": "A", "jobid": f"JOB{number}"} for number in (1, 2, 3)]
    assert set(pool.place(frozenset({"correlator"}))) == {"correlator"}


def test_without_a_job_that_fits_nothing_is_placed() -> None:
    """An empty pool, and parameters that name no job, leave the case as it was drawn."""
    assert JobPool(stream(1)).place(BY_NAME, always=True) == {}
    assert _pool(1).place(frozenset({"owner"}), always=True) == {}


def test_a_job_is_reached_only_where_it_lives() -> None:
    """A job of another JES is placed only where that JES can be said, and goes first there."""
    pool = _pool(1)
    pool.add(_job(9), {"jesb": "JESB"})
    assert pool.place(BY_NAME) == {"jobname": "A", "jobid": "JOB1"}
    assert pool.place(THERE) == {"jesb": "JESB", "jobname": "A", "jobid": "JOB9"}


def test_newer_jobs_push_out_older_ones_of_the_same_home() -> None:
    """The pool keeps its size for each kind of home."""
    pool = JobPool(stream(1), size=2, share=1.0)
    pool.add(_job(9), {"jesb": "JESB"})
    for number in range(5):
        pool.add(_job(number), {})
    placed = {pool.place(BY_NAME)["jobid"] for _ in range(30)}
    assert placed == {"JOB3", "JOB4"}
    assert pool.place(THERE)["jobid"] == "JOB9"


def test_a_deleted_job_is_forgotten_but_known() -> None:
    """A deleted job is placed no more, and a walk that still names it is left alone."""
    pool = _pool(1)
    pool.forget({"jobname": "A", "jobid": "JOB1"})
    assert pool.place(BY_NAME, always=True) == {}
    assert pool.knows({"jobname": "A", "jobid": "JOB1"})
    assert not pool.knows({"jobname": "A", "jobid": "JOB2"})
    assert not pool.knows({"fileId": "2"})


def test_a_share_of_the_requests_goes_out_as_drawn() -> None:
    """About the given share of requests is about a job of the pool; with ``always`` all are."""
    pool = _pool(1, 2, share=0.75)
    placed = sum(bool(pool.place(BY_NAME)) for _ in range(400))
    assert 260 < placed < 340
    assert all(pool.place(BY_NAME, always=True) for _ in range(50))


@given(st.lists(st.integers(1, 9)), st.integers())
def test_equal_histories_place_equal_jobs(numbers: list[int], seed: int) -> None:
    """What is placed follows from the seed and from the order of creations and requests alone."""

    def history() -> list[object]:
        pool = _pool(*numbers, share=0.5, seed=seed)
        return [pool.place(BY_NAME) for _ in range(10)]

    assert history() == history()


def test_a_body_gets_the_names_of_one_job() -> None:
    """Where a body names a job in braces, one job's names take their place, and all else stays."""
    body = b'{"job": "{jobname}/{jobid}", "tag": "{tag}"}'
    assert _pool(7).fill(body) == b'{"job": "A/JOB7", "tag": "{tag}"}'
    assert JobPool(stream(1)).fill(body) == body
