"""JasperReports Server under Locust: ``locust -f loadtests/jasper.py --host http://HOST:8080``.

See ``locustfile``.
"""

from __future__ import annotations

from locustfile import JobUser


class JasperJobs(JobUser):
    """A user of JasperReports Server."""

    vendor = "jasper"
