"""Informatica Cloud under Locust: ``locust -f loadtests/iics.py --host https://HOST``; see ``locustfile``."""

from __future__ import annotations

from locustfile import JobUser


class IicsJobs(JobUser):
    """A user of Informatica Cloud."""

    vendor = "iics"
