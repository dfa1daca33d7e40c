from __future__ import annotations

import pytest

from harness.vendors.i2rest import cl

JOB = "030131/USRX/EODJOB"


@pytest.mark.parametrize(
    "text",
    [
        f"HLDJOB JOB({JOB})",
        f"  qsys/hldjob   job( {JOB.lower()} )  ",
        f"ENDJOB JOB({JOB}) OPTION(*IMMED) SPLFILE(*YES)",
        f"CHGJOB JOB({JOB}) JOBPTY(3)",
    ],
)
def test_a_command_about_one_job_is_read(text: str) -> None:
    """Letter case and blanks do not hide the job."""
    job = cl.touching(text).job
    assert job is not None
    assert job.key == JOB


@pytest.mark.parametrize(
    "text",
    [
        "HLDJOB",
        "HLDJOB JOB(EODJOB)",
        "HLDJOB JOB(USRX/EODJOB)",
        f"HLDJOB {JOB}",
        f"HLDJOB JOB('{JOB}')",
        f"ENDJOB JOB({JOB}) ADLINTJOBS(*ALL)",
        f"ENDJOB JOB({JOB}) JOB(000001/A/B)",
        f"ENDJOB JOB({JOB}) /* ALL */",
        f"LABEL: ENDJOB JOB({JOB})",
        f"MYLIB/ENDJOB JOB({JOB})",
        f"DLTUSRPRF JOB({JOB})",
        f"HLDJOB JOB({JOB})\nPWRDWNSYS",
        "",
    ],
)
def test_what_may_mean_another_job_is_unreadable(text: str) -> None:
    """Less than the whole name, a keyword for others, anything around the command."""
    read = cl.touching(text)
    assert read.job is None
    assert read.unreadable


def test_the_name_of_a_submit_is_read_once() -> None:
    """Two names in one command are none."""
    assert cl.submitted_name("SBMJOB CMD(DLYJOB DLY(1)) JOB(HAB1)") == "HAB1"
    assert cl.submitted_name("SBMJOB CMD(HLDJOB JOB(OTHER)) JOB(HAB1)") is None
    assert cl.submitted_name("SBMJOB CMD(DLYJOB DLY(1))") is None


def test_a_template_has_the_tag_in_place_of_the_name() -> None:
    """So a command can be compared with that of a work item."""
    text = "SBMJOB CMD(DLYJOB DLY(1)) JOB(HAB1)"
    assert cl.template_of(text, "HAB1") == "SBMJOB CMD(DLYJOB DLY(1)) JOB({tag})"
