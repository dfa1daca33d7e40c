from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import Contract, load_contract
from harness.exchange import Headers, Request
from harness.traffic.breaches import UNKNOWN_MEDIA, breaches, unknown_names
from tests.traffic.jobs_service import CONTRACT

LOOK = Request("GET", "/jobs/41?since=x&a=b", Headers.of([("X-Reason", "none")]))
START = Request("POST", "/jobs", Headers.of([("Content-Type", "application/json; charset=utf-8")]), b"{}")


@pytest.fixture
def contract(tmp_path: Path) -> Contract:
    """Give the contract of the small service."""
    path = tmp_path / "jobs.yaml"
    path.write_text(CONTRACT)
    return load_contract(path)


def broken(contract: Contract, request: Request) -> dict[str, Request]:
    """Return every breach of a request by its name."""
    match = contract.match(request)
    assert match is not None
    return dict(breaches(match, request))


def test_each_breach_breaks_one_thing(contract: Contract) -> None:
    """A request without a body lacks what it must have, or wants what nobody serves."""
    found = broken(contract, LOOK)
    assert [*found] == ["without-X-Reason", "without-since", "unacceptable"]
    assert found["without-X-Reason"] == Request("GET", LOOK.target)
    assert found["without-since"].target == "/jobs/41?a=b"
    assert found["unacceptable"].headers.get("Accept") == UNKNOWN_MEDIA


def test_bodies_are_left_out_cut_and_called_something_else(contract: Contract) -> None:
    """A body that must be there is missed; one with a syntax can also be unfinished."""
    found = broken(contract, START)
    assert [*found] == ["unacceptable", "unknown-media-type", "without-body", "unfinished-body"]
    assert found["unknown-media-type"].headers.get("Content-Type") == UNKNOWN_MEDIA
    assert found["without-body"].body == b""
    assert found["unfinished-body"].body == b'{"unfinished": '


def test_a_body_of_another_kind_is_not_called_unfinished(contract: Contract) -> None:
    """Half a text is a text."""
    text = Request("POST", "/jobs", Headers.of([("Content-Type", "text/plain")]), b"//JOB")
    assert "unfinished-body" not in broken(contract, text)


def test_unknown_names_look_like_known_ones() -> None:
    """They keep their form, and are those of jobs that nobody made."""
    names = {"jobid": "JOB00123", "name": "NIGHTLY", "run": "7"}
    assert unknown_names(names) == {"jobid": "JOB99999", "name": "NIGHTLY", "run": "99999999"}
