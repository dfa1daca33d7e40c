from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.vendors.jasper.emulator.desk import Desk, at_once, calendar, refused

SAMPLES = {"reportUnitURI": "/reports/samples/AllAccounts"}


@pytest.fixture
def desk() -> Desk:
    """Return a desk with two jobs: Monthly (a calendar's) and Nightly (of joeuser)."""
    return filled()


def filled(*drifts: str) -> Desk:
    """Return a desk with the two jobs."""
    desk = Desk.playing(*drifts)
    formats = {"outputFormat": ["PDF", "XLS"]}
    desk.job(label="Monthly", source=SAMPLES, outputFormats=formats, trigger=calendar(), description="Big")
    desk.user = "joeuser"
    desk.job(label="Nightly", baseOutputFilename="other")
    desk.user = "jasperadmin"
    return desk


def labels(desk: Desk, query: str) -> list[str]:
    """Return the first letters of what is listed."""
    answer = desk.ask("GET", f"?isAscending=true&{query}")
    return [each["label"][0] for each in json.loads(answer.body)["jobsummary"]] if answer.body else []


def by_example(desk: Desk, example: object, query: str = "") -> list[str]:
    """Return what an example lists."""
    return labels(desk, f"example={quote(json.dumps(example))}{query}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("label=NIGHT", ["N"]),
        ("label=ly", ["M", "N"]),
        ("label=Accounts", []),
        ("owner=joeuser%7Corganization_1", ["N"]),
        ("owner=joeuser", []),
        ("reportUnitURI=/reports/AllAccounts", ["N"]),
        ("reportUnitURI=/reports", []),
        ("label=ly&owner=joeuser|organization_1", ["N"]),
        ("jobID=5484&state=PAUSED&jobLabel=x", ["M", "N"]),
    ],
)
def test_parameters_narrow_a_list(desk: Desk, query: str, found: list[str]) -> None:
    """Labels in part and without case, owners and reports exactly, later parameters not at all."""
    assert labels(desk, query) == found


@pytest.mark.parametrize(
    ("example", "found"),
    [
        ({"outputFormat": "PDF"}, ["M", "N"]),
        ({"outputFormats": ["XLS", "PDF"]}, ["M"]),
        ({"outputFormats": {"outputFormat": ["XLS"]}}, ["M"]),
        ({"label": "month"}, ["M"]),
        ({"description": "big"}, ["M"]),
        ({"username": "joeuser|organization_1"}, ["N"]),
        ({"sourceModel": SAMPLES}, ["M"]),
        ({"source": SAMPLES}, ["M"]),
        ({"triggerModel": {"calendarTriggerModel": {"hours": "3"}}}, ["M"]),
        ({"trigger": {"simpleTrigger": {"occurrenceCount": 1}}}, ["N"]),
        ({"repositoryDestinationModel": {"outputFTPInfoModel": {"port": 21}}}, ["M", "N"]),
        ({"baseOutputFilename": "other", "label": None}, ["N"]),
        ({"alert": {"recipient": "OWNER"}}, []),
        ({"unknown": 1}, ["M", "N"]),
    ],
)
def test_an_example_is_matched_field_by_field(desk: Desk, example: object, found: list[str]) -> None:
    """The manual's own form, that of clients, and model names; of formats all must be there."""
    assert by_example(desk, example) == found


def test_an_example_wins_over_parameters(desk: Desk) -> None:
    """For the same field; others still count."""
    assert by_example(desk, {"label": "night"}, "&label=month") == ["N"]
    assert by_example(desk, {"username": "joeuser|organization_1"}, "&owner=x") == ["N"]
    assert by_example(desk, {"sourceModel": SAMPLES}, "&reportUnitURI=/x") == ["M"]
    assert by_example(desk, {"label": "ly"}, "&owner=joeuser|organization_1") == ["N"]


@pytest.mark.parametrize("example", ["{", "[]", '{"outputFormats":5}', '{"label":{}}'])
def test_what_is_no_example_is_told_in_plain_text(desk: Desk, example: str) -> None:
    """With what could not be read."""
    answer = desk.ask("GET", f"?example={quote(example)}")
    assert (answer.status, answer.headers.get("content-type")) == (400, "text/plain")
    assert answer.body.decode() == f"Couldn't parse JSON string: {example}"


def test_the_code_takes_model_names_only() -> None:
    """The manual's own example is refused by it."""
    desk = filled("D79")
    assert by_example(desk, {"outputFormats": {"outputFormat": ["XLS"]}}) == ["M"]
    for example in (
        {"outputFormat": "PDF"},
        {"outputFormats": ["PDF"]},
        {"source": SAMPLES},
        {"isLabelModified": True},
    ):
        assert desk.ask("GET", f"?example={quote(json.dumps(example))}").status == 400


def test_labels_are_searched_otherwise_in_other_releases() -> None:
    """Exactly before 6.2, later also in description and report label."""
    assert [labels(filled("D09"), f"label={each}") for each in ("Nightly", "nightly")] == [["N"], []]
    assert [labels(filled("D10"), f"label={each}") for each in ("big", "accounts")] == [["M"], ["M", "N"]]


def test_reports_are_searched_in_part_in_8() -> None:
    """Without case."""
    assert labels(filled("D44"), "reportUnitURI=SAMPLES") == ["M"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jobID=5484", ["M"]),
        ("jobLabel=night", ["N"]),
        ("resourceLabel=acc", ["M", "N"]),
        ("description=big", ["M"]),
    ],
)
def test_text_filters_of_8_1(query: str, found: list[str]) -> None:
    """In part and without case; a number that is none is refused."""
    desk = filled("D40")
    assert labels(desk, query) == found
    assert refused(desk.ask("GET", "?jobID=x")) == (400, "illegal.parameter.value.error")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nextFireTimeFrom=2026-02-01T00:00:00.000%2B0000", ["N"]),
        ("nextFireTimeTo=2026-02-01T00:00:00.000+0000", ["M"]),
        ("nextFireTimeFrom=2026-01-06T05:00:00.000%2B0200&nextFireTimeTo=2026-01-06T03:00:00.000Z", ["M"]),
        ("previousFireTimeTo=2030-01-01T00:00:00.000%2B0000", []),
    ],
)
def test_time_filters_of_8_1(query: str, found: list[str]) -> None:
    """A range may be open at either end; a time in another form is refused."""
    desk = filled("D41")
    assert labels(desk, query) == found
    answer = desk.ask("GET", "?nextFireTimeFrom=2026-01-06")
    assert refused(answer) == (400, "illegal.parameter.value.error")


def test_the_state_filter_of_8_2() -> None:
    """Several states may be named, unknown ones are refused."""
    desk = filled("D42")
    desk.job(label="Running", trigger=at_once(2, 10))
    desk.ask("POST", "/pause", {"jobId": [5487]})
    assert labels(desk, "state=PAUSED") == ["N"]
    assert labels(desk, "state=EXECUTING&state=NORMAL") == ["M", "R"]
    for wrong in ("UNKNOWN", "x"):
        assert refused(desk.ask("GET", f"?state={wrong}")) == (400, "illegal.parameter.value.error")
