from __future__ import annotations

import pytest

from tests.vendors.i2rest.bench import Bench


def test_the_documented_example_byte_for_byte() -> None:
    """The request of the i2Rest API gets its answer of 213 bytes from the first session job."""
    bench = Bench()
    body = '{\n     "command": "DSPLIBL OUTPUT(*PRINT)",\n     "joblog": true\n}\n'
    assert len(body) == 66
    response = bench.post("/run_command/", body)
    assert len(response.body) == 213
    assert response.body.decode() == (
        '{\n  "status": "OK",\n  "details": "Command call was completed successfully",\n  "joblog": [\n'
        '    "Printer device PRT01 not found. Output queue changed to QPRINT in library QGPL."\n  ],\n'
        '  "job": "030126/USRX/I2RESTS"\n}'
    )


def test_the_job_log_comes_only_when_asked_for() -> None:
    """Without it nobody learns the name of a submitted job."""
    bench = Bench()
    status, document = bench.told("/run_command", {"command": "SBMJOB CMD(DLYJOB DLY(1)) JOB(A)"})
    assert (status, sorted(document)) == (200, ["details", "job", "status"])
    assert "joblog" in bench.command("SBMJOB CMD(DLYJOB DLY(1)) JOB(A)")[1]


@pytest.mark.parametrize(
    ("flags", "told"), [({}, False), ({"joblog": True}, True), ({"joblog_on_error": True}, True)]
)
def test_a_failure_brings_its_job_log_when_one_was_asked_for(flags: dict[str, bool], told: bool) -> None:
    """joblog_on_error is for failures alone."""
    status, document = Bench().told("/run_command", {"command": "NOSUCH", **flags})
    assert (status, document["status"]) == (400, "Error")
    assert document["details"] == "Errors occurred in command."
    assert ("joblog" in document) is told
    if told:
        assert document["joblog"][0] == "Command NOSUCH in library *LIBL not found."


@pytest.mark.parametrize("body", [{}, {"command": ""}, {"command": 7}, {"command": "DSPLIBL", "joblog": 1}])
def test_a_request_that_cannot_be_read_is_refused(body: dict[str, object]) -> None:
    """Nothing is run then, and no session is named."""
    status, document = Bench().told("/run_command", body)
    assert (status, sorted(document)) == (400, ["details", "status"])
