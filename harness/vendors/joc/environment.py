"""The variables that point JOC's usual clients at a base address."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from harness.target import Credentials


def client_environment(url: str, credentials: Credentials) -> Mapping[str, str]:
    """Return the variables of the published curl samples (SOS page "JOC Cockpit REST Web Service"), and ours.

    ``JS_BASIC_AUTHENTICATION`` is encoded without the newline that the samples' ``echo`` brings in.
    """
    pair = f"{credentials.user}:{credentials.password}".encode()
    return {
        "JS_URL": url.rstrip("/"),
        "JS_ID": "scheduler",
        "JS_JOB_CHAIN": "/agent/job_chain1",
        "JS_JOB": "/agent/job1",
        "JS_BASIC_AUTHENTICATION": base64.b64encode(pair).decode(),
        "HARNESS_JOC_URL": url,
        "HARNESS_USER": credentials.user,
        "HARNESS_PASSWORD": credentials.password,
    }
