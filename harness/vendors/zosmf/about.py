"""What a z/OSMF says it is."""

from __future__ import annotations

from collections.abc import Mapping

from harness.exchange import Headers, Request
from harness.flow import Flow
from harness.vendor import About
from harness.vendors.zosmf import answers

INFO = "/zosmf/info"
RELEASES = {
    "04.25": "z/OS 2.2",
    "04.26": "z/OS 2.3",
    "04.27": "z/OS 2.4",
    "04.28": "z/OS 2.5",
    "05.29": "z/OS 3.1",
}
"""``zos_version`` holds version, release and modification of the base element: 04.27.00 is z/OS 2.4
(z/OSMF information retrieval service, and answers quoted in zowe/zowe-cli's documentation); that 05.29
is z/OS 3.1 is inferred from the zosmf_version 29 beside it."""


def about() -> Flow[About | None]:
    """Ask the information service. Since RSU2512 it wants credentials (zowe/zowe-install-packaging#4656)."""
    response = yield Request("GET", INFO, Headers((("X-CSRF-ZOSMF-HEADER", "true"),)))
    document = answers.document_of(response)
    if response is None or response.status != 200 or not isinstance(document, Mapping):
        return None
    zosmf, zos = str(document.get("zosmf_version", "?")), str(document.get("zos_version", "?"))
    return About("z/OSMF", f"{zosmf} on z/OS base element {zos}", RELEASES.get(zos[:5]))
