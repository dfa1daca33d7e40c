"""Refusals: input that may be right on some level or in some spelling is not called wrong."""

from __future__ import annotations

import pytest

from harness.oracles import SUITE
from harness.vendors.zosmf.rules import refusals
from tests.oracles.planting import reported
from tests.oracles.script import BASE, JSON, Script, feedback, job


@pytest.mark.parametrize(
    "query",
    ["?owner=", "?owner=*", "?jobid=j0", "?jobid=", "?jobid=TSU1", "?prefix=A.B", "?max-jobs=NINECHARS"],
)
def test_a_filter_in_doubt_may_be_taken(query: str) -> None:
    """Lower case, emptiness and odd characters may mean something."""
    script = Script()
    script.list([], query)
    assert reported(script, refusals.refuses) == []


@pytest.mark.parametrize("headers", [{"X-IBM-Intrdr-Mode": "text"}, {"X-IBM-Intrdr-Mode": ""}])
def test_a_mode_in_doubt_may_be_taken(headers: dict[str, str]) -> None:
    """Letter case is not documented."""
    script = Script()
    script.submit(job("INPUT"), headers=headers)
    assert reported(script, refusals.refuses) == []


@pytest.mark.parametrize("given", ["0-0", "0 - 5", "1,5", ""])
def test_a_range_in_doubt_may_be_taken(given: str) -> None:
    """Blanks may be ignored."""
    script = Script()
    script.records("2", "one\n", headers={"X-IBM-Record-Range": given})
    assert reported(script, refusals.refuses) == []


@pytest.mark.parametrize("body", ["", "[]", "{", '{"request":"stop"}', '{"class":7}'])
def test_only_an_update_of_nothing_at_all_is_wrong_for_certain(body: str) -> None:
    """What other bodies mean is not documented."""
    script = Script()
    script.send("PUT", f"{BASE}/MYJOB/JOB00123", 200, feedback(136), headers=JSON, body=body)
    assert reported(script, refusals.refuses) == []


@pytest.mark.parametrize("header", [("X-IBM-Intrdr-Mode", "LINES"), ("X-IBM-Record-Range", "first")])
def test_each_error_is_told_with_its_number(header: tuple[str, str]) -> None:
    """The expectation names status and number."""
    script = Script()
    if "Mode" in header[0]:
        script.submit(job("INPUT"), headers=dict([header]))
    else:
        script.records("2", "one\n", headers=dict([header]))
    (finding,) = reported(script, refusals.refuses)
    assert finding.subject == header[0]
    assert finding.expected.startswith("status 400 with 6/4/1")
    assert refusals.refuses not in SUITE
