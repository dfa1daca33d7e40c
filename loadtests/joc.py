"""JOC orders under Locust: ``locust -f loadtests/joc.py --host http://HOST:4446``; see ``locustfile``."""

from __future__ import annotations

from locustfile import JobUser


class JocOrders(JobUser):
    """A user of SOS JOC Cockpit."""

    vendor = "joc"
