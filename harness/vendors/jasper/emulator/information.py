"""The service ``rest_v2/serverInfo``, which answers anybody (REST API reference, server information)."""

from __future__ import annotations

from harness.exchange import Response
from harness.vendors.jasper.emulator.incoming import Incoming
from harness.vendors.jasper.emulator.messages import JSON, XML, empty, text, with_headers
from harness.vendors.jasper.emulator.negotiation import answer_type
from harness.vendors.jasper.emulator.refusals import Answered
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.rendering import answer

_COMMERCIAL = {
    "editionName": "Enterprise",
    "licenseType": "Commercial",
    "expiration": "",
    "features": "Fusion AHD EXP DB AUD ANA MT",
}


def information_of(release: Release) -> dict[str, str]:
    """Return what the server says of itself; the Community Edition says less (inferred)."""
    found = {
        "dateFormatPattern": "yyyy-MM-dd",
        "datetimeFormatPattern": "yyyy-MM-dd'T'HH:mm:ss",
        "version": release.version,
        "edition": release.edition,
        "build": "20260105_0800",
    }
    if release.edition == "PRO":
        found.update(_COMMERCIAL)
    if release.licence_features:
        found["licenseFeatures"] = "Scheduling"
    return found


def inform(incoming: Incoming, release: Release) -> Response:
    """Answer with everything, or with one member as text."""
    if incoming.method not in ("GET", "HEAD"):
        return with_headers(empty(405), ("Allow", "GET"))
    members = information_of(release)
    name = incoming.route.name
    try:
        if name:
            answer_type(incoming.headers.get("accept"), ("text/plain",))
            return text(members[name]) if name in members else empty(404)
        chosen = answer_type(incoming.headers.get("accept"), (JSON, XML))
    except Answered as refusal:
        return refusal.response
    return answer(chosen, "serverInfo", members, release)
