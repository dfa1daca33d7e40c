from __future__ import annotations

from harness.emulation.faults import Performance, parse_faults
from harness.exchange import Request, Response

READ = Request("GET", "/jobs/1")


def answers(performance: Performance, *bodies: bytes, request: Request = READ) -> list[bytes]:
    """Return what goes out for equal requests whose true answers are ``bodies``."""
    out = []
    for body in bodies:
        reaction = performance.over(
            performance.met(request), request, Response(200, body=body), lambda: Response(401)
        )
        out.append(reaction.response.body)
    return out


def test_a_stale_read_brings_up_the_first_answer_again() -> None:
    """It is the answer to an equal request, and the truth is told again afterwards."""
    performance = Performance(parse_faults([{"match": {"nth": 3}, "fault": {"kind": "stale-read"}}]))
    assert answers(performance, b"a", b"b", b"c", b"d") == [b"a", b"b", b"a", b"d"]


def test_a_refusal_is_not_brought_up_again() -> None:
    """Only what was answered well may be stale, and only for the same request."""
    performance = Performance(parse_faults([{"match": {"nth": 2}, "fault": {"kind": "stale-read"}}]))
    performance.over(performance.met(READ), READ, Response(400), lambda: Response(401))
    assert answers(performance, b"now") == [b"now"]


def test_without_faults_nothing_is_changed() -> None:
    """A performance of nothing leaves every answer alone."""
    assert answers(Performance(), b"a", b"b") == [b"a", b"b"]
