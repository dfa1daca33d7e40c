"""Calls one method of the Zowe Python SDK and prints its result as JSON; run by the SDK's own Python."""

from __future__ import annotations

import json
import os
import sys
import warnings
from typing import Any


def plain(value: Any) -> Any:
    """Return a result in JSON types: the SDK answers in objects of its own."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, str | int | float | bool | None):
        return value
    return {name: plain(item) for name, item in vars(value).items()}


def connect() -> Any:
    """Return the SDK's jobs interface, connected as the environment says."""
    # It warns of certificates that it was told not to check.
    warnings.simplefilter("ignore")
    from zowe.zos_jobs_for_zowe_sdk import Jobs  # noqa: PLC0415 - after the warnings are off

    connection = {
        "host": os.environ["HARNESS_ZOSMF_HOST"],
        "port": int(os.environ["HARNESS_ZOSMF_PORT"]),
        "protocol": os.environ["HARNESS_ZOSMF_PROTOCOL"],
        "user": os.environ["HARNESS_USER"],
        "password": os.environ["HARNESS_PASSWORD"],
        "rejectUnauthorized": False,
    }
    return Jobs(connection, log=False)


if __name__ == "__main__":
    method, arguments = sys.argv[1], json.loads(sys.argv[2])
    print(json.dumps(plain(getattr(connect(), method)(*arguments))))  # noqa: T201 - its output
