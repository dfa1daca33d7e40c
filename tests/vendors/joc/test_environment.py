from __future__ import annotations

from harness.target import Credentials
from harness.vendors.joc.environment import client_environment


def test_the_pages_samples_are_pointed_at_a_door() -> None:
    """Without the newline that their echo brings in."""
    variables = client_environment("http://127.0.0.1:4446/", Credentials("root", "root"))
    assert variables["JS_URL"] == "http://127.0.0.1:4446"
    assert variables["JS_BASIC_AUTHENTICATION"] == "cm9vdDpyb290"
