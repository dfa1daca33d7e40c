"""``/zosmf/info``: what the server is."""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.messages import json_response
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release

PATH = "/zosmf/info"
_FMIDS = {"26": "HSMA230", "27": "HSMA240", "28": "HSMA250", "29": "HSMA310"}
"""What the product is called in each release: HSMA230 is captured, the others follow its pattern."""
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
        "plugins": [_plug_in(release)] if authenticated or not release.plug_ins_hidden else _NOT_TOLD,
        "zosmf_saf_realm": "SAFRealm",
        "zosmf_full_version": f"{release.zosmf_version}.0",
        "api_version": "1",
    }
    return json_response(200, orjson.dumps(document))


def _plug_in(release: Release) -> dict[str, str]:
    """Describe the jobs interface: product, newest service, and when it was built."""
    service = "PH44152;2022-06-20T08:18:21" if release.notification_events else "PH15438P;2019-09-16T04:53:43"
    return {
        "pluginVersion": f"{_FMIDS[release.zosmf_version]};{service}",
        "pluginDefaultName": "JobsRest",
        "pluginStatus": "ACTIVE",
    }
