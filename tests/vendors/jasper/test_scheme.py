from __future__ import annotations

import pytest

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.session import Session
from harness.target import Credentials
from harness.vendors.jasper.scheme import JasperScheme
from tests.vendors.jasper.bench import Bench

SCHEME = JasperScheme()
ADMIN = Credentials("jasperadmin", "jasperadmin")
LIST = Request("GET", "/jasperserver-pro/rest_v2/jobs", Headers((("Accept", "application/json"),)))


def _status(bench: Bench, session: Session | None, request: Request = LIST) -> int:
    return bench.send(SCHEME.dress(request, session), "none").status


def test_a_session_is_known_in_each_application() -> None:
    """Each request carries the cookie of its own application, and nothing else."""
    bench = Bench()
    session = bench.run(SCHEME.login(ADMIN))
    other = Request("GET", "/jasperserver/rest_v2/jobs", LIST.headers)
    assert [_status(bench, session, request) for request in (LIST, other)] == [404, 404]
    carried = {SCHEME.dress(request, session).headers.get("Cookie") for request in (LIST, other)}
    assert len(carried) == 2
    assert all(each and each.startswith("JSESSIONID=") for each in carried)
    assert {each.partition("=")[2] for each in carried if each} == set(session.secrets)


def test_nobody_is_refused_and_so_is_a_session_that_ended() -> None:
    """A spoilt session and one that was logged out are no sessions."""
    bench = Bench()
    session = bench.run(SCHEME.login(ADMIN))
    assert [_status(bench, each) for each in (None, SCHEME.spoil(session))] == [401, 401]
    assert SCHEME.expired(Response(401))
    bench.run(SCHEME.logout(session))
    assert _status(bench, session) == 401


def test_a_request_s_own_credentials_are_taken_off() -> None:
    """A generated request must not log anybody in."""
    odd = Headers((("Authorization", "Basic eDp5"), ("Cookie", "JSESSIONID=1"), ("Accept", "*/*")))
    assert SCHEME.dress(Request("GET", LIST.target, odd), None).headers.fields == (("Accept", "*/*"),)


def test_a_wrong_password_is_said() -> None:
    """The message names the user, and never the password."""
    with pytest.raises(TargetError, match="jasperadmin: 401") as problem:
        Bench().run(SCHEME.login(Credentials("jasperadmin", "sesame")))
    assert "sesame" not in str(problem.value)


def test_a_server_with_one_application_is_enough() -> None:
    """Where the other one is missing, that one's cookie is all there is; with none there is no server."""

    def community(request: Request, response: Response) -> Response:
        return Response(404) if request.path.startswith("/jasperserver-pro/") else response

    session = Bench(community).run(SCHEME.login(ADMIN))
    assert SCHEME.dress(LIST, session).headers.get("Cookie") is None
    with pytest.raises(TargetError, match="neither"):
        Bench(lambda _request, _response: Response(404)).run(SCHEME.login(ADMIN))


def test_no_answer_is_said() -> None:
    """A login that gets none ends."""
    flow = SCHEME.login(ADMIN)
    next(flow)
    with pytest.raises(TargetError, match="did not answer"):
        flow.send(None)
