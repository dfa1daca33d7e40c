"""Batch jobs under Locust, for any vendor: ``locust -f loadtests/locustfile.py --vendor zosmf --host URL``.

By default each user submits a job, follows it to its end and removes it, again and again (a closed
model). With ``--job-rate R`` jobs arrive R a second whatever the answers (an open model), which shows
what waiting users would feel. Every request passes the guard; the run folder holds the exact times.
"""

from __future__ import annotations

from typing import Any

from generator import hooks
from locust import User, events, task


class JobUser(User):
    """Lives job after job. A vendor's own file subclasses it."""

    abstract = True

    @task
    def job(self) -> None:
        """Let one job live, from its submit to its removal."""
        environment: Any = self.environment
        environment.generator.take_turn()


class Jobs(JobUser):
    """A user of the vendor that ``--vendor`` names."""


hooks.install(events)
