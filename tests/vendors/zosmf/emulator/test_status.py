from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from tests.vendors.zosmf.emulator.desk import BASE, JOBS, LONG, SHORT, Desk, numbers


def test_a_job_is_found_in_all_its_forms(desk: Desk) -> None:
    """Name and id, correlator, escaped or not, in either case: one document."""
    document = desk.submit(SHORT)
    desk.wait(1)
    correlator = document["job-correlator"]
    forms = ("/SHORT/JOB00100", "/short/job00100", "/SHORT%2FJOB00100", f"/{correlator}",
             f"/{correlator.replace(':', '%3A')}")  # fmt: skip
    answers = [desk.get(form) for form in forms]
    assert answers == [answers[0]] * len(forms)
    assert desk.get(answers[0]["url"].removeprefix(f"{BASE}{JOBS}")) == answers[0]


def test_a_name_with_a_number_sign_is_found_raw_and_escaped(desk: Desk) -> None:
    """National characters reach the job as clients send them."""
    desk.submit(SHORT.replace("SHORT ", "A#$@  "))
    assert desk.get("/A#$@/JOB00100") == desk.get("/A%23%24%40/JOB00100")


def test_name_and_id_must_belong_together(desk: Desk) -> None:
    """A right id under a wrong name is no job (6/4/10), and the message names what was asked."""
    desk.submit(SHORT)
    document = desk.refused("GET", "/OTHER/JOB00100")
    assert numbers(document) == (400, 6, 4, 10)
    assert document["message"] == "No job found for reference: 'OTHER(JOB00100)'"


def test_an_unknown_correlator_is_no_job(desk: Desk) -> None:
    """A correlator of nothing is refused by its own name."""
    document = desk.refused("GET", "/J0000999SY1.....E1A2B3C4.......%3A")
    assert numbers(document) == (400, 6, 4, 10)
    assert document["message"] == "No job found for reference: 'J0000999SY1.....E1A2B3C4.......:'"


def test_a_malformed_id_fails_in_the_look_up(desk: Desk) -> None:
    """What is legal in a path and no job id is the server's failure (8/0/8, HTTP 500)."""
    assert numbers(desk.refused("GET", "/SHORT/JOBHJH4")) == (500, 8, 0, 8)


def test_data_is_added_only_on_request(desk: Desk) -> None:
    """Step data and execution data come with Y and stay away with anything else."""
    path = desk.path(SHORT)
    desk.wait(1)
    plain = desk.get(path)
    assert desk.get(f"{path}?step-data=N&exec-data=maybe&other=Y") == plain
    full = desk.get(f"{path}?step-data=Y&exec-data=Y")
    added = {"step-data", "exec-system", "exec-member", "exec-submitted", "exec-started", "exec-ended"}
    assert set(full) - set(plain) == added


def test_another_users_job_can_be_read(desk: Desk) -> None:
    """The owner that a list defaults to does not hold for one job."""
    path = desk.path(SHORT)
    desk.user = "OTHER"
    assert desk.get(path)["jobid"] == "JOB00100"
    assert desk.get("") == []


@pytest.mark.parametrize("form", ["", "/files", "/files/2/records"])
def test_a_new_job_is_seen_after_its_lag(form: str) -> None:
    """Until the read path knows a job, it has none (6/4/10); lists do not show it either."""
    desk = Desk(EmulatorSettings(lag=parse_laws("read=constant:250ms")))
    path = desk.path(LONG)
    assert numbers(desk.refused("GET", path + form)) == (400, 6, 4, 10)
    assert desk.everyone() == []
    desk.wait(0.249)
    assert numbers(desk.refused("GET", path + form)) == (400, 6, 4, 10)
    desk.wait(0.001)
    assert desk.ask("GET", path + form).status == 200
    assert len(desk.everyone()) == 1
