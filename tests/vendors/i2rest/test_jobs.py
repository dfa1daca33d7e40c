from __future__ import annotations

import pytest

from harness.vendors.i2rest import jobs

KEY = "030131/USRX/EODJOB"
ROW = {"jobnum": "030131", "jobuser": "USRX", "jobname": "EODJOB"}


def test_a_whole_name_is_one_job() -> None:
    """Number, user and name."""
    job = jobs.qualified(KEY)
    assert job is not None
    assert (job.key, job.names) == (KEY, ROW)
    assert jobs.input_of(job) == ROW


@pytest.mark.parametrize("text", ["EODJOB", "USRX/EODJOB", "30131/USRX/EODJOB", f"{KEY}/X", f" {KEY}", ""])
def test_anything_less_is_none(text: str) -> None:
    """It could be several."""
    assert jobs.qualified(text) is None


def test_the_submitted_job_is_taken_from_its_message_alone() -> None:
    """Other texts hold names of jobs too, the session's among them."""
    told = {"joblog": ["Job 000001/A/B held.", f"Job {KEY} submitted to job queue Q in library L."]}
    found = jobs.submitted({**told, "job": "030126/USRX/I2RESTS"})
    assert found is not None
    assert found.key == KEY
    assert jobs.submitted({"joblog": ["Job 000001/A/B held."], "job": KEY}) is None
    assert jobs.submitted({"joblog": [7]}) is None
    assert jobs.submitted(None) is None


def test_a_row_names_its_job() -> None:
    """Blanks and letter case do not matter; a part that is missing does."""
    found = jobs.in_row({**ROW, "jobuser": "usrx  "})
    assert found is not None
    assert found.key == KEY
    assert jobs.in_row({"jobnum": "030131"}) is None
    assert jobs.in_row([]) is None
