from __future__ import annotations

from harness.emulation.faults import Reaction, Scene
from harness.emulation.faults.vanished_jobs import VanishedJobs
from harness.exchange import Response


def test_the_vendor_says_how_an_unknown_job_is_answered() -> None:
    """The fault puts the system into a condition while it answers, and leaves the answer alone."""
    answer = Reaction(Response(404, body=b"no such job"))
    assert VanishedJobs().apply(answer, Scene(lambda: Response(401))) == answer
    assert VanishedJobs.condition == "jobs-vanished"
    assert not VanishedJobs.keeps_request
