from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import Headers
from harness.report.body import read_body
from harness.report.focus import Focus, focus_of
from tests.report import sample

FINDING = sample.findings()[0]
END = '"END"'
LIST = b'[{"name": "A", "class": "X"}, {"name": "B", "class": "Y", "odd": 1}]'


@pytest.mark.parametrize(
    ("subject", "focus"),
    [
        ("200 /retcode type", Focus("body", "/retcode", "0")),
        ("/request enum", Focus("body", "/request", "0", in_request=True)),
        ("200 header:Content-Type", Focus("header", "Content-Type", "0")),
        ("header:X-CSRF-ZOSMF-HEADER required", Focus("header", "X-CSRF-ZOSMF-HEADER", "0", in_request=True)),
        ("query:max-jobs maximum", Focus("query", "max-jobs", "0", in_request=True)),
        ("path:jobid pattern", Focus("path", "jobid", "0", in_request=True)),
        ("404 status:404", Focus("status", "404", "0")),
        ("200  required", Focus()),
        ("OUTPUT to ACTIVE", Focus("words", "OUTPUT to ACTIVE", "0")),
        ("", Focus("words", "", "0")),
    ],
)
def test_a_subject_is_read_as_a_place(subject: str, focus: Focus) -> None:
    """A status at its head means the response; a place without one means the request."""
    assert focus_of(replace(FINDING, subject=subject)) == focus


def marked(focus: Focus, document: bytes) -> list[str]:
    """Return the lines of a document that are meant."""
    lines = read_body(Headers.of(Content_Type="application/json"), document).lines
    return [lines[index].text.strip().rstrip(",") for index in sorted(focus.lines(lines))]


def test_a_star_means_any_index() -> None:
    """A pointer with a star names the member of each element that has it."""
    assert marked(Focus("body", "/*/odd"), LIST) == ['"odd": 1']
    assert marked(Focus("body", "/*/class"), LIST) == ['"class": "X"', '"class": "Y"']


def test_the_value_got_narrows_what_is_meant() -> None:
    """Of several lines only those that show what the finding got are marked."""
    assert marked(Focus("body", "/*/class", got="Y"), LIST) == ['"class": "Y"']
    assert marked(Focus("body", "/*/class", got='"Y"'), LIST) == ['"class": "Y"']


def test_a_missing_member_means_its_parent() -> None:
    """A member that is not there cannot be marked, so the object that lacks it is."""
    assert marked(Focus("body", "/retcode"), b'{"status": "OUTPUT"}') == ["{"]


def test_words_name_members_and_values() -> None:
    """A subject of words marks the members called so, and those that have such a value."""
    assert marked(Focus("words", "class"), LIST) == ['"class": "X"', '"class": "Y"']
    assert marked(Focus("words", "X to B"), LIST) == ['"class": "X"', '"name": "B"']


def test_a_header_is_meant_whatever_its_case() -> None:
    """Header names compare without case."""
    assert Focus("header", "content-type").header("Content-Type")
    assert not Focus("query", "content-type").header("Content-Type")


@pytest.mark.parametrize(
    ("subject", "meant"),
    [
        ("200 /jobs/job[*]/state", ["    <state>RUN</state>", "    <state>END</state>"]),
        ("200 /jobs/job[2]/state", ["    <state>END</state>"]),
        ("200 /jobs/job[*]/@id", ["  <job id='1'>", "  <job>"]),
        ("200 /jobs/other", ["<jobs>"]),
    ],
)
def test_a_path_names_elements(subject: str, meant: list[str]) -> None:
    """With or without positions; an attribute stands on the line of its element."""
    document = b"<jobs><job id='1'><state>RUN</state></job><job><state>END</state></job></jobs>"
    lines = read_body(Headers.of(Content_Type="text/xml"), document).lines
    found = focus_of(replace(FINDING, subject=subject, got="nothing")).lines(lines)
    assert [lines[index].text for index in sorted(found)] == meant


def test_of_several_elements_the_one_with_the_value_is_meant() -> None:
    """As in JSON."""
    document = b"<jobs><job>RUN</job><job>END</job></jobs>"
    lines = read_body(Headers.of(Content_Type="text/xml"), document).lines
    assert focus_of(replace(FINDING, subject="200 /jobs/job[*]", got=END)).lines(lines) == {2}
