from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

from harness.traffic.repeatable import drawing, repeatable
from harness.vendor import Generation
from harness.vendors.zosmf import strategies
from harness.vendors.zosmf.emulator.jcl import read_jobs
from harness.vendors.zosmf.jcl import job_names
from harness.vendors.zosmf.work import WORK

T = TypeVar("T")
BODIES = {
    (submit, media_type)
    for submit in ("submitJob", "submitJobSecondary")
    for media_type in ("text/plain", "plain/text", "application/octet-stream")
}


def _drawn(strategy: st.SearchStrategy[T], cases: int = 100) -> list[T]:
    found: list[T] = []

    @seed(11)
    @drawing(cases)
    @given(strategy)
    def draw(value: T) -> None:
        found.append(value)

    with repeatable():
        draw()
    return found


@pytest.fixture(scope="module")
def decks() -> list[str]:
    """Give a hundred decks of JCL."""
    return _drawn(strategies.decks())


@pytest.fixture(scope="module")
def jobs() -> list[str]:
    """Give a hundred jobs."""
    return _drawn(strategies.jobs())


def test_every_body_of_a_submit_is_drawn() -> None:
    """Both submits, in each media type that JCL travels in."""
    for only_work in (True, False):
        assert set(strategies.bodies(Generation(WORK, only_work=only_work))) == BODIES


def test_jobs_are_jobs(jobs: list[str]) -> None:
    """A drawn job is exactly one job to a reader of JCL, which finds nothing wrong with it."""
    for text in jobs:
        (job,) = read_jobs(text.splitlines(), {})
        assert job.problems == ()
        assert job.steps


def test_records_keep_to_their_columns(jobs: list[str]) -> None:
    """No record of a drawn job is longer than 80 columns, and statements go on before column 72."""
    for text in jobs:
        assert all(len(record) <= 71 for record in text.splitlines()), text


def test_decks_differ(decks: list[str]) -> None:
    """Nine of ten decks are unlike any other."""
    assert len(set(decks)) > 0.9 * len(decks)


def test_decks_keep_to_the_contract(decks: list[str]) -> None:
    """JCL begins with two slashes, whatever else is wrong with it."""
    assert all(deck.startswith("//") for deck in decks)


def test_some_decks_are_spoilt_and_most_are_not(decks: list[str]) -> None:
    """Between a tenth and two fifths hold a job that ends with a JCL error, or hold no job."""
    spoilt = [deck for deck in decks if not (jobs := read_jobs(deck.splitlines(), {})) or jobs[0].problems]
    assert 0.1 < len(spoilt) / len(decks) < 0.4
    assert any(not read_jobs(deck.splitlines(), {}) for deck in spoilt)


def test_decks_hold_what_makes_jobs_differ(decks: list[str]) -> None:
    """National names, holds, long steps, abends, in-stream data and a second job all occur."""
    for wanted in ("#", "TYPRUN=HOLD", "sleep 45", "NOSUCHPG", "DD *", "DLM=ZZ", "COND="):
        assert any(wanted in deck for deck in decks), wanted
    counts: Mapping[int, int] = {n: sum(len(job_names(deck)) == n for deck in decks) for n in (0, 1, 2)}
    assert counts[1] > counts[2] > 0
    assert any(len(record) > 80 for deck in decks for record in deck.splitlines())


def test_names_are_job_names() -> None:
    """Names have one to eight of the letters, digits and national characters, the first no digit."""
    for name in _drawn(strategies.names()):
        assert 1 <= len(name) <= 8
        assert name[0] in "ABCDEFGHIJKLMNOPQRSTUVWXYZ$#@"
        assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$#@")


def test_only_our_work_is_drawn_where_nothing_else_may_be_sent() -> None:
    """With ``only_work`` a body is the JCL of a work item with its tag left open, in every media type."""
    jcl = {item.fields["jcl"].encode() for item in WORK}
    for strategy in strategies.bodies(Generation(WORK, only_work=True)).values():
        drawn = set(_drawn(strategy, 40))
        assert drawn <= jcl
        assert len(drawn) > 1
        assert all(b"{tag}" in body for body in drawn)


def test_octet_streams_come_in_every_record_form() -> None:
    """Bytes are text, EBCDIC records of 80 without separators, or records led by their length."""
    strategy = strategies.bodies(Generation(WORK, only_work=False))["submitJob", "application/octet-stream"]
    slashes = "//".encode("cp037")
    forms: dict[str, Callable[[bytes], bool]] = {
        "text": lambda body: body.startswith(b"//"),
        "fixed": lambda body: body.startswith(slashes) and len(body) % 80 == 0,
        "counted": lambda body: body[4:6] == slashes and int.from_bytes(body[:4], "big") <= 80,
    }
    found = [{name for name, is_form in forms.items() if is_form(body)} for body in _drawn(strategy, 60)]
    assert set().union(*found) == set(forms)
    assert all(len(each) == 1 for each in found)
