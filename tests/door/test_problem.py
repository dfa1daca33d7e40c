"""Answers of the door itself."""

from __future__ import annotations

import json

from harness.door.problem import problem


def test_a_problem_is_told_as_the_standard_says() -> None:
    """Type, title, status and detail in ``application/problem+json`` (RFC 9457), and whose it is."""
    answer = problem(403, "Blocked", "a „reason“", ("X-Harness-Blocked", "guard.mode"))
    assert answer.status == 403
    assert answer.headers.get("Content-Type") == "application/problem+json"
    assert answer.headers.get("X-Harness-Blocked") == "guard.mode"
    told = {"type": "about:blank", "title": "Blocked", "status": 403, "detail": "a „reason“"}
    assert json.loads(answer.body) == told
    assert len(problem(502, "Lost", "why").headers) == 1
