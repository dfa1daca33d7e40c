from __future__ import annotations

import orjson
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from harness.vendor import Generation
from harness.vendors.iics.strategies import bodies
from harness.vendors.iics.work import WORK
from harness.xml_document import parse_xml

FREE = bodies(Generation(WORK, only_work=False))
OURS = bodies(Generation(WORK, only_work=True))
JSON, XML = "application/json", "application/xml"


@given(st.one_of(FREE["startJob", XML], FREE["stopJob", XML]))
def test_requests_in_xml_are_documents(body: bytes) -> None:
    """Whose root is the class."""
    assert parse_xml(body).tag == "job"


@pytest.mark.parametrize("wanted", ["taskId", "taskFederatedId", "taskName", "type", "taskType", "@type"])
def test_every_attribute_is_drawn(wanted: str) -> None:
    """And is left out, too."""
    few = settings(max_examples=300, database=None)
    assert find(FREE["startJob", JSON], lambda body: wanted in orjson.loads(body), settings=few)
    assert find(FREE["startJob", JSON], lambda body: wanted not in orjson.loads(body), settings=few)


@given(OURS["startJob", JSON])
def test_of_a_site_only_its_own_tasks_are_started(body: bytes) -> None:
    """With nothing changed about them."""
    document = orjson.loads(body)
    known = {name for item in WORK for name in item.fields.get("task_names", [item.fields.get("task_name")])}
    assert document.get("taskName") in known or document["taskId"] == "0034J90000000M"


@given(FREE["stopJob", JSON])
def test_a_stop_hands_over_no_address(body: bytes) -> None:
    """It has no use for one."""
    assert b"callbackURL" not in body
