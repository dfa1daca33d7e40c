from __future__ import annotations

import itertools
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.negotiation import PLAIN, answer_type, content_type
from harness.vendors.jasper.emulator.refusals import Answered
from tests.vendors.jasper.emulator.desk import FAR, JOB_JSON, JOB_XML, JSON, XML, Desk, draft

TYPES = (XML, JSON, JOB_XML, JOB_JSON)
JOB = (
    "<job><label>a</label><source><reportUnitURI>/reports/AllAccounts</reportUnitURI></source><simpleTrigger>"
    f"<timezone>UTC</timezone><startType>2</startType><startDate>{FAR}</startDate><occurrenceCount>1"
    "</occurrenceCount></simpleTrigger><baseOutputFilename>a</baseOutputFilename><outputFormats><outputFormat>"
    "PDF</outputFormat></outputFormats><repositoryDestination><folderURI>/temp</folderURI><overwriteFiles>true"
    "</overwriteFiles></repositoryDestination></job>"
)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, XML),
        ("", XML),
        ("*/*", XML),
        (JSON, JSON),
        ("application/*;q=0.5, application/json", JSON),
        (f"{XML};q=0.2, {JSON};q=0.3", JSON),
        ("text/html, */*;q=0.1", XML),
        (f"{XML};q=0, */*", JSON),
        ("APPLICATION/JSON; charset=UTF-8", JSON),
    ],
)
def test_the_best_type_is_chosen(accept: str | None, chosen: str) -> None:
    """By quality, of equal ones the first that is offered."""
    assert answer_type(accept, PLAIN) == chosen


@pytest.mark.parametrize(
    "accept", ["text/html", "*/*;q=0", "application/xml;q=nan", "application/json;q=x", ","]
)
def test_nothing_acceptable_is_406(accept: str) -> None:
    """The answer is empty."""
    with pytest.raises(Answered) as refusal:
        answer_type(accept, PLAIN)
    assert (refusal.value.response.status, refusal.value.response.body) == (406, b"")


@given(st.text(max_size=40))
def test_any_header_is_read(text: str) -> None:
    """Whatever it holds, there is a type or a refusal."""
    content_type(text)
    with suppress(Answered):
        assert answer_type(text, PLAIN) in PLAIN


def create(desk: Desk, brought: str, accept: str | None) -> tuple[int, str | None]:
    """Return status and type of the answer to a create."""
    body = JOB if brought.endswith("xml") else draft()
    headers = {} if accept is None else {"Accept": accept}
    answer = desk.ask("PUT", "", body, **{"Content_Type": brought, "Accept": "*/*", **headers})
    return answer.status, answer.headers.get("content-type")


def test_one_job_speaks_its_own_types(desk: Desk) -> None:
    """Body and answer are of one type; every other pair is refused."""
    for brought, accept in itertools.product(TYPES, TYPES):
        if brought in PLAIN:
            expected: tuple[int, str | None] = (415, None)
        else:
            expected = (201, brought) if brought == accept else (406, None)
        assert create(desk, brought, accept) == expected
    assert create(desk, JOB_JSON, None) == (201, JOB_JSON)
    assert create(desk, "text/plain", None) == (415, None)


def test_one_job_is_read_in_its_own_types(desk: Desk) -> None:
    """By default in XML."""
    number = desk.job()
    found = {accept: desk.ask("GET", f"/{number}", Accept=accept).status for accept in (*TYPES, "*/*")}
    assert found == {XML: 406, JSON: 406, JOB_XML: 200, JOB_JSON: 200, "*/*": 200}
    assert desk.ask("GET", f"/{number}", Accept="*/*").headers.get("content-type") == JOB_XML


def test_the_code_knows_other_types() -> None:
    """No job+xml; job+json is tied to itself, XML and JSON go together (Community Edition sources)."""
    desk = Desk.playing("D04")
    for brought, accept in itertools.product(TYPES, TYPES):
        tied = (brought == JOB_JSON) == (accept == JOB_JSON)
        known = accept != JOB_XML and tied
        expected = (415, None) if brought == JOB_XML else (201, accept) if known else (406, None)
        assert create(desk, brought, accept) == expected
    number = desk.job()
    found = {accept: desk.ask("GET", f"/{number}", Accept=accept).status for accept in TYPES}
    assert found == {XML: 200, JSON: 200, JOB_XML: 406, JOB_JSON: 200}


def test_the_guide_of_6_1_knows_two_types() -> None:
    """XML and job+json."""
    desk = Desk.playing("D03")
    assert [create(desk, each, each)[0] for each in TYPES] == [201, 415, 415, 201]


def test_everything_else_mixes_xml_and_json(desk: Desk) -> None:
    """The type of the answer does not hang on that of the body."""
    body = {JSON: '{"jobId":[]}', XML: "<jobIdList/>"}
    for brought, accept in itertools.product((JSON, XML), (JSON, XML)):
        answer = desk.ask("POST", "/pause", body[brought], Content_Type=brought, Accept=accept)
        assert (answer.status, answer.headers.get("content-type")) == (200, accept)
    assert desk.ask("POST", "/pause", "{}", Content_Type=JOB_JSON).status == 415
    assert desk.ask("GET", "/calendars", Accept=JOB_JSON).status == 406
