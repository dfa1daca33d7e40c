from __future__ import annotations

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.expired_session import ExpiredSession
from harness.exchange import Response


def test_the_vendor_says_how_it_answers_an_expired_session() -> None:
    """The answer is the vendor's own, and the request is never carried out."""
    fault = ExpiredSession()
    assert fault.apply(Reaction(Response(200)), Scene(lambda: Response(401))).response.status == 401
    assert fault.keeps_request
