from __future__ import annotations

import json

import pytest

from harness.vendors.joc.emulator import forms
from harness.vendors.joc.emulator.bodies import document, meant
from harness.vendors.joc.emulator.refusals import Refusal

ORDERS = json.dumps({"jobschedulerId": "s", "limit": "5"}).encode()


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 200 + b"]" * 200, b"[1]", b'{"limit": "many"}'])
def test_bodies_that_cannot_be_read_are_refused(body: bytes) -> None:
    """JOC-420, by the name of the exception, however often they come."""
    for _ in range(2):
        with pytest.raises(Refusal, match=r"^com[.]") as told:
            document(body, forms.ORDERS)
        assert told.value.code == "JOC-420"


@pytest.mark.parametrize("blanks", [0, 5000])
def test_a_document_is_read_as_its_form_says(blanks: int) -> None:
    """Whatever its length, and whatever the same body means elsewhere."""
    body = ORDERS + b" " * blanks
    for _ in range(2):
        assert document(body, forms.ORDERS) == {"jobschedulerId": "s", "limit": 5}
        assert document(body, forms.THE_MASTER) == {"jobschedulerId": "s"}


def test_releases_without_validation_repair() -> None:
    """What is wrong is not there, and a path gets its slash."""
    sent = b'{"jobschedulerId": "s", "limit": "x", "orders": [{"jobChain": "a/b"}], "regex": null}'
    found = document(sent, forms.ORDERS, strict=False, slashed=True)
    assert found == {"jobschedulerId": "s", "orders": [{"jobChain": "/a/b"}]}
    told = {"jobschedulerId": "s", "job": "a/b"}
    assert meant(told, forms.JOB, slashed=True) == {"jobschedulerId": "s", "job": "/a/b"}
    with pytest.raises(Refusal):
        meant([], forms.ORDERS, strict=False)
