"""Calls methods of infapy one after the other and prints their results as JSON; run by the clients' Python.

It logs in as infapy's own ``connect`` does: that has the hosts of the vendor's regions built in.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import requests


def connect() -> Any:
    """Return infapy's version 2 API, connected as the environment says."""
    from infapy.v2 import V2  # noqa: PLC0415 - beside its only use

    credentials = {"username": os.environ["HARNESS_USER"], "password": os.environ["HARNESS_PASSWORD"]}
    login = requests.post(
        f"{os.environ['HARNESS_IICS_URL']}/ma/api/v2/user/login", json=credentials, timeout=30
    )
    user = login.json()
    return V2(user, user["serverUrl"], user["icSessionId"])


if __name__ == "__main__":
    api = connect()
    results = [
        getattr(getattr(api, part)(), method)(*given) for part, method, given in json.loads(sys.argv[1])
    ]
    print(json.dumps(results))  # noqa: T201 - its output
