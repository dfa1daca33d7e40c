from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

from harness.traffic.repeatable import drawing, repeatable
from harness.vendor import Generation
from harness.vendors.jasper import markup, strategies
from harness.vendors.jasper.work import WORK
from tests.vendors.jasper.bench import JOB_JSON, JOB_XML, JSON, XML, Bench

BODIES = {
    *((operation, media) for operation in ("scheduleJob", "editJob") for media in (JOB_JSON, JOB_XML)),
    *(("updateJobs", media) for media in (JSON, XML)),
}


def _drawn(strategy: st.SearchStrategy[Any], cases: int = 60) -> list[Any]:
    found: list[Any] = []

    @seed(11)
    @drawing(cases)
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    with repeatable():
        draw()
    return found


@pytest.mark.parametrize("only_work", [True, False])
def test_every_descriptor_and_model_is_drawn(only_work: bool) -> None:
    """In each media type that it travels in."""
    assert set(strategies.bodies(Generation(WORK, only_work=only_work))) == BODIES


def test_many_descriptors_are_taken_and_many_are_not() -> None:
    """Both ends teach something: about the schedules, and about the refusals."""
    bench = Bench()
    bodies = _drawn(strategies.bodies(Generation(WORK, only_work=False))["scheduleJob", JOB_JSON])
    statuses = [bench.ask("PUT", "", body, JOB_JSON, JOB_JSON).status for body in bodies]
    assert statuses.count(201) >= len(statuses) // 10
    assert statuses.count(400) >= len(statuses) // 10
    assert set(statuses) <= {201, 400, 404}


def test_both_forms_are_drawn_as_one_document() -> None:
    """What is XML says what JSON could say."""
    for body in _drawn(strategies.bodies(Generation(WORK, only_work=False))["updateJobs", XML]):
        root = markup.root_of(body)
        assert root is not None
        assert root.tag == "jobModel"


def test_in_owned_only_work_of_ours_is_drawn() -> None:
    """With the tag left in it, for a fresh one to be put there."""
    for (operation, media), strategy in strategies.bodies(Generation(WORK, only_work=True)).items():
        if operation != "updateJobs":
            for body in _drawn(strategy, 10):
                assert body.count(b"{tag}") == 3
                assert media != JOB_JSON or orjson.loads(body) in [item.fields["job"] for item in WORK]


def test_no_strategy_names_somebody_s_address() -> None:
    """Hosts and mailboxes are those of examples (RFC 2606)."""
    for drawn in _drawn(strategies.descriptors(), 100):
        mail = (drawn.get("mailNotification") or {}).get("toAddresses", {}).get("address", [])
        host = (
            drawn.get("repositoryDestination", {}).get("outputFTPInfo", {}).get("serverName", "example.com")
        )
        assert all("@" not in each or "@example." in each for each in mail)
        assert host.endswith(("example.com", "example.org"))
