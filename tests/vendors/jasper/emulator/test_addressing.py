from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.addressing import parse_query, parse_route

PRO, CE = "/jasperserver-pro", "/jasperserver"


@pytest.mark.parametrize(
    ("path", "resource", "name"),
    [
        ("/rest_v2/jobs", "jobs", ""),
        ("/rest_v2/jobs/", "jobs", ""),
        ("/rest_v2/jobs/17", "job", "17"),
        ("/rest_v2/jobs/17/", "job", "17"),
        ("/rest_v2/jobs/17/state/", "state", "17"),
        ("/rest_v2/jobs/pause/", "pause", ""),
        ("/rest_v2/jobs/calendars", "calendars", ""),
        ("/rest_v2/jobs/calendars/bank%20holidays", "calendar", "bank holidays"),
        ("/rest_v2/jobs;jsessionid=1", "jobs", ""),
        ("/rest_v2/serverInfo/version", "information", "version"),
        ("/rest_v2/jobsAudit/jobsHistoricalData/3", "history", "3"),
        ("/rest_v2/jobs/x", "", ""),
        ("/rest_v2/jobs/-1", "", ""),
        ("/rest_v2/jobs/٣", "", ""),
        ("/rest_v2/jobs/9999999999999999999", "", ""),
        ("/rest_v2/jobs/17/other", "", ""),
        ("", "", ""),
    ],
)
def test_paths_lead_to_resources(path: str, resource: str, name: str) -> None:
    """A trailing slash makes no difference, a job is named by digits, and everything else is nothing."""
    for context in (PRO, CE):
        assert parse_route(context + path) == (context, resource, name)


@pytest.mark.parametrize("path", ["/", "/jasperserverx/rest_v2/jobs", "/other", "jasperserver", ""])
def test_there_are_two_contexts(path: str) -> None:
    """What is below neither has no context."""
    assert parse_route(path) == ("", "", "")


def test_every_value_of_a_parameter_counts() -> None:
    """Values keep their order, names and values are decoded."""
    assert parse_query("id=1&id=2&owner=a%7Cb&label=x+y&%6cimit") == {
        "id": ["1", "2"],
        "owner": ["a|b"],
        "label": ["x y"],
        "limit": [""],
    }
    assert parse_query("") == {}


@given(st.text(max_size=30))
def test_any_target_is_read(text: str) -> None:
    """Neither a path nor a query makes the reading fail."""
    parse_route(f"{PRO}/rest_v2/{text}")
    parse_query(text)
