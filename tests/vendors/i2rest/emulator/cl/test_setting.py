from __future__ import annotations

import pytest

from tests.vendors.i2rest.bench import Bench


@pytest.mark.parametrize("form", ["{job}", "USRX/MYJOB", "MYJOB", "myjob"])
def test_a_job_is_named_in_three_ways(form: str) -> None:
    """By its name, with its user, and with its number."""
    bench = Bench()
    job = bench.submitted()
    assert bench.command(f"HLDJOB JOB({form.format(job=job)})")[0] == 200


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("*", "Current job not allowed as job name on this command."),
        ("030126/USRX/I2RESTS", "Current job not allowed as job name on this command."),
        ("NOJOB", "Job NOJOB not found."),
        ("000001/A/NOJOB", "Job 000001/A/NOJOB not found."),
        ("A/B/C/D", "Job A/B/C/D not found."),
        ("USRY/MYJOB", "Job USRY/MYJOB not found."),
        ("MYJOB", "End of duplicate job names."),
    ],
)
def test_what_names_no_one_job_is_refused(form: str, text: str) -> None:
    """None, several, or the session itself."""
    bench = Bench()
    for _ in range(2):
        bench.submitted()
    assert bench.command(f"HLDJOB JOB({form})") == (400, bench.command(f"HLDJOB JOB({form})")[1])
    assert bench.command(f"HLDJOB JOB({form})")[1]["details"] == text


def test_nobody_controls_the_jobs_of_others() -> None:
    """That takes *JOBCTL; looking them up takes nothing."""
    bench = Bench()
    job = bench.submitted()
    status, document = bench.command(f"ENDJOB JOB({job})", "other")
    assert (status, document["details"]) == (400, f"Not authorized to control job {job}.")
