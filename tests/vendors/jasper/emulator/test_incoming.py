from __future__ import annotations

import pytest

from harness.emulation import Call
from harness.exchange import Headers, Request
from harness.vendors.jasper.emulator.incoming import Incoming
from tests.vendors.jasper.emulator.desk import BASE, JOBS, Desk, basic


@pytest.mark.parametrize(
    ("method", "override", "found"),
    [("POST", "put", "PUT"), ("POST", "", "POST"), ("GET", "DELETE", "GET"), ("POST", "DELETE ", "DELETE")],
)
def test_a_post_may_carry_another_method(method: str, override: str, found: str) -> None:
    """Only a POST may."""
    headers = Headers.of([("X-HTTP-Method-Override", override)])
    assert Incoming.of(Call(Request(method, JOBS, headers), 0, BASE)).method == found


def test_an_overridden_method_is_obeyed(desk: Desk) -> None:
    """A delete in a POST deletes."""
    number = desk.job()
    answer = desk.ask("POST", f"/{number}", X_HTTP_Method_Override="DELETE")
    assert (answer.status, desk.ids()) == (200, [])


def test_of_a_repeated_header_the_first_counts(desk: Desk) -> None:
    """Names compare without case."""
    headers = Headers((("authorization", basic("joeuser")), ("Authorization", "Basic x")))
    assert desk.emulator.receive(Request("GET", JOBS, headers), BASE).response.status == 404
