from __future__ import annotations

import orjson
import pytest

from harness.vendors.zosmf.emulator.jobs_service import serves
from tests.vendors.zosmf.emulator.desk import JOBS, SHORT, Desk, numbers


def test_the_jobs_path_and_what_is_below_it_is_served() -> None:
    """A path that merely begins alike is another service's."""
    assert serves(JOBS)
    assert serves(f"{JOBS}/A/JOB1")
    assert not serves(f"{JOBS}x")


def test_a_post_is_refused(desk: Desk) -> None:
    """POST is no method of this interface (6/4/8)."""
    document = desk.refused("POST", "", SHORT)
    assert numbers(document) == (400, 6, 4, 8)
    assert document["message"] == "POST requests not supported"


def test_a_post_can_carry_another_method(desk: Desk) -> None:
    """Where only POST is possible a header names the method that is meant."""
    assert desk.ask("POST", "", SHORT, X_IBM_Requested_Method="PUT").status == 201
    assert desk.ask("POST", "", X_IBM_Requested_Method="get").status == 200
    assert numbers(desk.refused("POST", "", X_IBM_Requested_Method="PATCH")) == (400, 6, 4, 8)


@pytest.mark.parametrize(
    ("method", "target"),
    [("PATCH", ""), ("DELETE", ""), ("HEAD", "/A/JOB00001"), ("PUT", "/A/JOB00001/files"), ("GET", "/-NONE")],
)
def test_a_method_that_a_path_does_not_have_matches_nothing(desk: Desk, method: str, target: str) -> None:
    """Wrong methods and an unknown secondary JES are no match (6/4/7)."""
    document = desk.refused(method, target)
    assert numbers(document) == (400, 6, 4, 7)
    assert document["message"] == f"No match for method {method} and pathInfo='{target}'"


def test_a_secondary_jes_has_jobs_of_its_own(desk: Desk) -> None:
    """Jobs of the secondary JES are found only below its name, and named by their own addresses."""
    response = desk.ask("PUT", "/-JESB", SHORT)
    assert response.status == 201
    (document,) = desk.get("/-JESB")
    assert document["subsystem"] == "JESB"
    assert document["url"].endswith("/jobs/-JESB/SHORT/JOB00100")
    assert desk.get("/-jesb/SHORT/JOB00100")["jobid"] == "JOB00100"
    assert desk.get("") == []
    assert numbers(desk.refused("GET", "/SHORT/JOB00100")) == (400, 6, 4, 10)


def test_a_correlator_names_one_job_of_all_subsystems(desk: Desk) -> None:
    """Two subsystems may give one number in the same second, yet not one correlator."""
    first, second = (desk.ask("PUT", target, SHORT) for target in ("", "/-JESB"))
    shown = [orjson.loads(each.body) for each in (first, second)]
    assert shown[0]["jobid"] == shown[1]["jobid"]
    assert shown[0]["job-correlator"] != shown[1]["job-correlator"]


def test_operations_are_counted_by_name(desk: Desk) -> None:
    """Each request counts under its operation, also when it is refused."""
    path = desk.path(SHORT)
    desk.ask("GET", path)
    desk.ask("GET", f"{path}/files")
    desk.ask("GET", f"{path}/files/99/records")
    desk.ask("PUT", path, "{")
    desk.ask("DELETE", path)
    desk.ask("GET", "")
    desk.ask("GET", "/)))")
    assert desk.emulator.describe()["requests_by_operation"] == {
        "deleteJob": 1, "getJob": 1, "getSpoolRecords": 1, "listJobs": 1, "listSpoolFiles": 1, "modifyJob": 1,
        "none": 1, "submitJob": 1,
    }  # fmt: skip
