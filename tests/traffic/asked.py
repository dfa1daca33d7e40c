"""A server of jobs that keeps what a generator asks it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from harness.exchange import Headers, Request, Response
from harness.traffic.generation import Amounts, Generated, Placement, Recipe
from harness.traffic.openapi import Scope, format_of, prepare

ALL = frozenset({"listJobs", "submitJob", "getJob", "deleteJob"})
FORMAT = format_of("submitJob", "plain/text")
_JSON = Headers.of(Content_Type="application/json")


@dataclass
class Jobs:
    """A server of jobs that keeps what it was asked."""

    asked: list[tuple[Generated, Request]] = field(default_factory=list)
    answer: Callable[[Request], Response | None] | None = None

    def send(self, generated: Generated, request: Request) -> Response | None:
        """Answer as a server of jobs would, unless ``answer`` says otherwise."""
        self.asked.append((generated, request))
        if self.answer is not None:
            return self.answer(request)
        if generated.operation == "submitJob":
            job = {"jobname": f"A#{'B' * (len(self.asked) % 5)}", "jobid": f"JOB{len(self.asked):05}"}
            return Response(201, _JSON, json.dumps(job).encode())
        return Response(200, _JSON, b"[]")

    def of(self, phase: str, operation: str | None = None) -> list[Request]:
        """Return the requests of a phase, of one operation or of all."""
        return [r for g, r in self.asked if g.phase == phase and operation in (None, g.operation)]


def recipe_over(document: dict[str, Any], jobs: Jobs) -> Recipe:
    """Return a small recipe of every phase over the jobs API."""
    scope = Scope(
        ALL, frozenset({"submitJob"}), frozenset({"listJobs"}), frozenset({("submitJob", "plain/text")})
    )
    return Recipe(
        document=prepare(document, scope),
        amounts=Amounts(fuzzing=4, stateful=4, steps=5),
        seed=1,
        send=jobs.send,
        place=lambda _generated, _slots: Placement(),
        halted=lambda: False,
        strategies={FORMAT: st.sampled_from([b"//A JOB\n", b"\xff\x00bytes"])},
    )
