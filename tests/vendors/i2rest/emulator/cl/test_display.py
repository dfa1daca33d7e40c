from __future__ import annotations

import pytest

from tests.vendors.i2rest.bench import Bench

PRINTED = ["Printer device PRT01 not found. Output queue changed to QPRINT in library QGPL."]


@pytest.mark.parametrize("text", ["DSPLIBL OUTPUT(*PRINT)", "DSPLIBL", "DSPJOB OUTPUT(*)", "DSPJOB * *PRINT"])
def test_a_display_prints_and_returns_nothing(text: str) -> None:
    """A warning in the job log is no error."""
    assert Bench().command(text)[1]["joblog"] == PRINTED


def test_a_display_tells_at_least_whether_a_job_is_there() -> None:
    """It fails for one that is not."""
    bench = Bench()
    job = bench.submitted()
    assert bench.command(f"DSPJOB JOB({job}) OUTPUT(*PRINT)")[0] == 200
    assert bench.command("DSPJOB JOB(000001/A/B) OUTPUT(*PRINT)")[1]["details"] == "Job 000001/A/B not found."


@pytest.mark.parametrize("text", ["DSPLIBL OUTPUT(*FILE)", "DSPLIBL PAGES(1)", "DSPJOB OUTPUT(A)"])
def test_what_is_not_read_is_refused(text: str) -> None:
    """Another output, another keyword."""
    assert Bench().command(text)[0] == 400
