"""``/zosmf/info``: what the server is. Level of z/OS 2.5 (zos_version 04.28.00)."""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.messages import json_response

PATH = "/zosmf/info"
_PLUGINS = [
    {
        "pluginVersion": "HSMA250;PH44152;2022-06-20T08:18:21",
        "pluginDefaultName": "JobsRest",
        "pluginStatus": "ACTIVE",
    },
]
_NOT_TOLD = {
    "msgId": "IZUG612E",
    "msgText": "IZUG612E: The list of plug-ins is shown to authenticated users only.",
}


def information(base: str, *, authenticated: bool) -> Response:
    """Answer with the server's description; who is not authenticated gets no list of plug-ins.

    From the December 2025 service level on, an unauthenticated request gets 401 instead
    (zowe-install-packaging#4656).
    """
    host, _, port = base.partition("://")[2].rpartition(":")
    document: dict[str, Any] = {
        "zos_version": "04.28.00",
        "zosmf_port": port if host else "443",
        "zosmf_version": "28",
        "zosmf_hostname": host or port,
        "plugins": _PLUGINS if authenticated else _NOT_TOLD,
        "zosmf_saf_realm": "SAFRealm",
        "zosmf_full_version": "28.0",
        "api_version": "1",
    }
    return json_response(200, orjson.dumps(document))
