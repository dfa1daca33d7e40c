"""z/OSMF jobs under Locust: ``locust -f loadtests/zosmf.py --host https://HOST:443``; see ``locustfile``."""

from __future__ import annotations

from locustfile import JobUser


class ZosmfJobs(JobUser):
    """A user of IBM z/OSMF."""

    vendor = "zosmf"
