"""Sessions that are none let nobody in, at every vendor, by what its contract declares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.contract import Effect, Operation
from harness.exchange import Headers, Request, Response
from harness.oracles.exchange.sessions import without_session
from harness.target import ANONYMOUS, EXPIRED, LOGGED_OUT, PRIMARY
from harness.traffic.exemplary import exemplary
from harness.vendor import Vendor, vendors
from tests.oracles.planting import reported
from tests.oracles.script import BASE, JSON, NO_JOB, Script, job
from tests.oracles.visitor import Visitor

NOBODY = (ANONYMOUS, EXPIRED, LOGGED_OUT)


def guarded(visitor: Visitor) -> list[tuple[Operation, Request]]:
    """Return the operations that want a session and that an example can ask for."""
    operations = visitor.contract.operations.values()
    wanted = [
        each for each in operations if each.access.credentials and each.strongest.effect is not Effect.SESSION
    ]
    asked = [(each, exemplary(each)) for each in wanted if each.strongest.role != "callback"]
    return [(operation, request) for operation, request in asked if request is not None]


def sessions(visitor: Visitor) -> tuple[str, ...]:
    """Return the sessions that are none; without a logout none is logged out."""
    roles = {each.strongest.role for each in visitor.contract.operations.values()}
    return NOBODY if "logout" in roles else NOBODY[:2]


@pytest.mark.parametrize("vendor", vendors().values(), ids=lambda vendor: vendor.name)
def test_a_sound_target_serves_nobody_without_a_session(vendor: Vendor) -> None:
    """Every operation that wants a session refuses whoever has none, or one that is over."""
    visitor = Visitor(vendor)
    for _, request in guarded(visitor):
        for session in sessions(visitor):
            visitor.send(request, session)
    assert len(visitor.exchanges) > 6
    assert visitor.findings(without_session) == []


@pytest.mark.parametrize("vendor", vendors().values(), ids=lambda vendor: vendor.name)
def test_a_target_that_serves_them_is_found_out(vendor: Vendor) -> None:
    """Whatever operation it is, and whichever of the sessions; in a good one the answer is none of this."""
    visitor = Visitor(vendor, lambda response: replace(response, status=200))
    asked = guarded(visitor)
    for _, request in asked:
        for session in (*sessions(visitor), PRIMARY):
            visitor.send(request, session)
    found = {(each.operation, each.subject) for each in visitor.findings(without_session)}
    assert found == {(each.id, session) for each, _ in asked for session in sessions(visitor)}


def test_the_finding_names_the_vendor_s_own_document() -> None:
    """What a refusal looks like is told by the contract, with its source."""
    script = Script()
    script.list([job()], session=EXPIRED)
    (finding,) = reported(script, without_session)
    assert finding.source == script.contract.operations["listJobs"].access.source
    assert (finding.expected, finding.got) == ("refused: status 401 or 403", "status 200")


def test_what_is_no_refusal_is_a_service() -> None:
    """Whoever is told that there is no such job has been let in."""
    script = Script()
    script.send("GET", f"{BASE}/MYJOB/JOB00123", 400, NO_JOB, session=ANONYMOUS)
    assert len(reported(script, without_session)) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_is_busy_serves_nobody(status: int) -> None:
    """It has not looked at the session yet."""
    script = Script()
    script.send("GET", f"{BASE}?owner=*", status, {}, session=ANONYMOUS)
    assert reported(script, without_session) == []


def test_a_password_on_the_request_is_a_session_of_its_own() -> None:
    """It neither runs out nor can it be logged out; a token can."""
    script = Script()
    for credentials in ("Basic redacted:1", "Bearer redacted:1"):
        script.list([job()], session=LOGGED_OUT, headers={"Authorization": credentials})
    assert [each.witness for each in reported(script, without_session)] == [("e2",)]


def test_a_login_wants_no_session() -> None:
    """JOC looks at what follows the scheme's name, and not at the name."""
    visitor = Visitor(vendors()["joc"])
    login = Request("POST", "/joc/api/security/login", Headers.of(Authorization="Whatever cm9vdDpyb290"))
    assert visitor.send(login, ANONYMOUS).status == 200
    assert visitor.findings(without_session) == []


def test_open_operations_and_notifications_want_no_session() -> None:
    """The contract says which those are."""
    script = Script()
    script.send("GET", "/zosmf/info", 200, {}, headers=JSON, session=ANONYMOUS)
    script.notify()
    assert reported(script, without_session) == []


def test_a_login_brings_credentials_of_its_own() -> None:
    """It makes a session and needs none, in whatever words it says who logs in."""
    visitor = Visitor(vendors()["joc"])
    proof = Headers((("Content-Type", "application/json"), ("Authorization", "Whatever cm9vdDpyb290")))
    assert visitor.send(Request("POST", "/joc/api/security/login", proof), ANONYMOUS).status == 200
    assert visitor.findings(without_session) == []


def test_a_token_in_the_address_is_a_session_of_its_own() -> None:
    """Where the contract lets one stand there; elsewhere it is a query like any other."""
    visitor = Visitor(vendors()["joc"], lambda _: Response(200))
    visitor.send(Request("GET", "/joc/api/order/log/html?accessToken=redacted"), ANONYMOUS)
    assert visitor.findings(without_session) == []
    visitor.send(Request("POST", "/joc/api/orders?accessToken=redacted"), ANONYMOUS)
    assert [each.operation for each in visitor.findings(without_session)] == ["listOrders"]
