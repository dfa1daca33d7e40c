"""What a JasperReports Server says it is."""

from __future__ import annotations

from harness.exchange import Headers, Request
from harness.flow import Flow
from harness.vendor import About
from harness.vendors.jasper import answers, names

_LEVELS = {("CE", "6.4"): "ce-6.4", ("CE", "8.2"): "ce-8.2", ("PRO", "10.1"): "pro-10.1"}


def about() -> Flow[About | None]:
    """Ask for ``serverInfo``, which needs no credentials (REST API Reference 7.8, authentication)."""
    for context in names.CONTEXTS:
        accept = Headers((("Accept", "application/json"),))
        response = yield Request("GET", f"/{context}/rest_v2/serverInfo", accept)
        told = answers.members_of(response)
        if response is not None and response.status == 200 and isinstance(told.get("version"), str):
            version, edition = str(told["version"]), str(told.get("edition", "?"))
            release = ".".join(version.split(".")[:2])
            return About("JasperReports Server", f"{version} {edition}", _LEVELS.get((edition, release)))
    return None
