from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.addressing import Part, Route, decode_path, parse_query, parse_route
from harness.vendors.zosmf.emulator.documents import JOBS_PATH
from harness.vendors.zosmf.emulator.errors import Refusal

CORRELATOR = "J0000123SY1.....E1A2B3C4.......:"


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("", Route(Part.JOBS)),
        ("/", Route(Part.JOBS)),
        ("/-JESB", Route(Part.JOBS, "JESB")),
        ("/-jesb/", Route(Part.JOBS, "JESB")),
        ("/MYJOB/JOB00123", Route(Part.JOB, name="MYJOB", job_id="JOB00123")),
        ("/myjob/job00123", Route(Part.JOB, name="myjob", job_id="job00123")),
        ("/A#$@/J0000001/files", Route(Part.FILES, name="A#$@", job_id="J0000001")),
        ("/A/JOB1/files/2/records", Route(Part.RECORDS, name="A", job_id="JOB1", file="2")),
        ("/A/JOB1/files/JCL/records", Route(Part.RECORDS, name="A", job_id="JOB1", file="JCL")),
        ("/-JESB/A/JOB1", Route(Part.JOB, "JESB", "A", "JOB1")),
        (f"/{CORRELATOR}", Route(Part.JOB, correlator=CORRELATOR)),
        (f"/{CORRELATOR}MINE/files", Route(Part.FILES, correlator=f"{CORRELATOR}MINE")),
        (f"/{CORRELATOR[:31]}", Route(Part.JOB, correlator=CORRELATOR[:31])),
    ],
)
def test_a_path_addresses_what_it_is_documented_to(path: str, route: Route) -> None:
    """Jobs, one job by name and id or by correlator, its files and their records, on either JES."""
    assert parse_route("GET", JOBS_PATH + path) == route


@pytest.mark.parametrize(
    "path",
    ["/MYJOB", "/owner=TCPIP*", "/)))", "/A/)))", "/A/JOB1/", "/A/JOB1/file", "/A/JOB1/files/",
     "/A/JOB1/files/jcl/records", "/A/JOB1/files/-1/records", "/A/JOB1/files/2", "/A/JOB1/files/2/records/x",
     "//JOB1", "/-", "/-TOOLONG", f"/-JESB/{CORRELATOR}", "/A/JOB123456", "/A B/JOB1", "/é/JOB1"],
)  # fmt: skip
def test_anything_else_matches_nothing(path: str) -> None:
    """What addresses nothing is refused with its method and path (6/4/7)."""
    with pytest.raises(Refusal) as caught:
        parse_route("DELETE", JOBS_PATH + path)
    assert caught.value.message == f"No match for method DELETE and pathInfo='{path}'"
    assert (caught.value.error.category, caught.value.error.reason) == (6, 7)


@pytest.mark.parametrize(
    ("job_id", "legal"),
    [
        ("JOB00123", True),
        ("J0000123", True),
        ("STC00001", True),
        ("TSU99999", True),
        ("T1234567", True),
        ("JOBHJH4", False),
        ("Z000000", False),
        ("JOB", False),
        ("J", False),
        ("12345", False),
    ],
)
def test_an_id_that_is_none_fails_in_the_look_up(job_id: str, *, legal: bool) -> None:
    """A legal segment that is no job id is another error (8/0/8, HTTP 500) than an unknown job."""
    route = Route(Part.JOB, name="A", job_id=job_id)
    if legal:
        route.check_job_id()
        return
    with pytest.raises(Refusal) as caught:
        route.check_job_id()
    response = caught.value.response()
    assert response.status == 500
    assert b'"category":8,"message":"Failed to lookup job A(' in response.body
    assert b'"details":["JesStatusException:queryJobs failed' in response.body


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("/a#b", "/a#b"),
        ("/a%23b", "/a#b"),
        ("/A%2FB", "/A/B"),
        ("/%3A", "/:"),
        ("/%zz", "/%zz"),
        ("/%ff", "/�"),
    ],
)
def test_paths_are_decoded_as_a_whole(raw: str, path: str) -> None:
    """A raw number sign stays, an encoded slash separates, a broken escape is itself."""
    assert decode_path(raw) == path


def test_a_query_is_read_as_servlets_do() -> None:
    """Plus is a blank, escapes are decoded, the first of equal names counts, no value is empty."""
    assert parse_query("a=1&a=2&b=x+y%2B&c&=d") == {"a": "1", "b": "x y+", "c": "", "": "d"}
    assert parse_query("") == {}


@given(st.text(max_size=60))
def test_no_path_is_too_strange(path: str) -> None:
    """Any text is either a route or a refusal."""
    with suppress(Refusal):
        assert parse_route("GET", f"{JOBS_PATH}/{path}").part in Part
