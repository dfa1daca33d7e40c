"""Targets: an odd one is not called misread."""

from __future__ import annotations

import pytest

from harness.vendors.zosmf.rules import paths
from tests.oracles.planting import reported
from tests.oracles.script import BASE, NO_JOB, Script

NO_MATCH = {"category": 6, "rc": 4, "reason": 7, "message": "No match for method GET and pathInfo='/x'"}


@pytest.mark.parametrize(
    "path", ["no~name%2FJOB00123", "MYJOB%2FJOBhjh4", "-NONE/MYJOB%2FJOB00123", "MYJOB/J"]
)
def test_an_address_in_doubt_may_be_refused(path: str) -> None:
    """Only a well-formed name and id of the primary JES must be read, and only then is %2F to blame."""
    script = Script()
    script.send("GET", f"{BASE}/{path}", 400, NO_MATCH)
    assert reported(script, paths.encoded_slash) == []


def test_another_error_is_an_answer() -> None:
    """A job that there is not was read from the path all the same."""
    script = Script()
    script.send("GET", f"{BASE}/MYJOB%2fJOB00123", 400, NO_JOB)
    assert reported(script, paths.encoded_slash) == []
