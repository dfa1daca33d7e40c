"""i2Rest jobs under Locust: ``locust -f loadtests/i2rest.py --host https://HOST``; see ``locustfile``."""

from __future__ import annotations

from locustfile import JobUser


class I2RestJobs(JobUser):
    """A user of i2Rest."""

    vendor = "i2rest"
