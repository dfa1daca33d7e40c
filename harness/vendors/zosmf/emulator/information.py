"""``/zosmf/info``: what the server is."""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.messages import json_response
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release

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


def information(base: str, release: Release = DOCUMENTED, *, authenticated: bool) -> Response:
    """Answer with the server's description; who is not authenticated gets no list of plug-ins."""
    host, _, port = base.partition("://")[2].rpartition(":")
    document: dict[str, Any] = {
        "zos_version": release.zos_version,
        "zosmf_port": port if host else "443",
        "zosmf_version": release.zosmf_version,
        "zosmf_hostname": host or port,
        "plugins": _PLUGINS if authenticated or not release.plug_ins_hidden else _NOT_TOLD,
        "zosmf_saf_realm": "SAFRealm",
        "zosmf_full_version": f"{release.zosmf_version}.0",
        "api_version": "1",
    }
    return json_response(200, orjson.dumps(document))
