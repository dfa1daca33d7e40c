from __future__ import annotations

import json

from tests.vendors.iics.emulator.desk import Desk

MONITOR = "/saas/api/v2/activity/activityMonitor"


def test_a_refusal_comes_in_the_format_that_was_asked_for(desk: Desk) -> None:
    """The error object, as JSON or as XML."""
    as_json = desk.send("GET", MONITOR)
    assert json.loads(as_json.body)["@type"] == "error"
    as_xml = desk.send("GET", MONITOR, Accept="application/xml")
    assert b"<error><code>AUTH_01</code><description>" in as_xml.body
    assert b"<statusCode>401</statusCode></error>" in as_xml.body


def test_version_3_speaks_json_only(desk: Desk) -> None:
    """Whatever is asked for."""
    answer = desk.send("POST", "/saas/public/core/v3/lookup", b"{}", Accept="application/xml")
    assert answer.headers.get("Content-Type") == "application/json;charset=UTF-8"
