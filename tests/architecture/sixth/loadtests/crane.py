"""Crane under Locust."""

from __future__ import annotations

from locustfile import JobUser


class CraneRuns(JobUser):
    """A user of Crane."""

    vendor = "crane"
