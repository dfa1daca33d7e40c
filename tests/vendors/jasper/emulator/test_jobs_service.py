from __future__ import annotations

import pytest

from tests.vendors.jasper.emulator.desk import Desk


@pytest.mark.parametrize(
    ("method", "target", "allowed"),
    [
        ("PUT", "/5484", "OPTIONS, GET, POST, DELETE"),
        ("POST", "/5484/state", "OPTIONS, GET"),
        ("GET", "/pause", "OPTIONS, POST"),
        ("PATCH", "", "OPTIONS, GET, PUT, POST, DELETE"),
        ("DELETE", "/calendars", "OPTIONS, GET"),
    ],
)
def test_a_method_that_is_not_allowed_is_told_which_are(
    desk: Desk, method: str, target: str, allowed: str
) -> None:
    """Without a document; OPTIONS tells them too."""
    answer = desk.ask(method, target)
    assert (answer.status, answer.headers.get("allow"), answer.body) == (405, allowed, b"")
    options = desk.ask("OPTIONS", target)
    assert (options.status, options.headers.get("allow")) == (200, allowed)


def test_head_is_get_without_body(desk: Desk) -> None:
    """Status and type are those of the GET."""
    number = desk.job()
    get, head = (desk.ask(method, f"/{number}") for method in ("GET", "HEAD"))
    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


def test_answers_are_counted_by_operation(desk: Desk) -> None:
    """What is nothing counts as none."""
    desk.ask("GET", "/abc")
    desk.ask("GET", "/1")
    counts = desk.emulator.describe()["requests_by_operation"]
    assert counts == {"getJob": 1, "none": 1}
