"""What an i2Rest says it is."""

from __future__ import annotations

from harness.flow import Flow
from harness.vendor import About
from harness.vendors.i2rest import flows


def about() -> Flow[About | None]:
    """Ask for a list of no jobs, and read what server answers (i2Rest wiki 'i2Rest API': ``i2Rest/1.0``).

    The management command STATUS would tell more, but it goes to another gate and needs a right of its own.
    """
    response = yield flows.call(flows.LIST, {"jobname": "HARNESS"})
    server = response.headers.get("Server") if response is not None else None
    product, _, version = (server or "").partition("/")
    return About("i2Rest Server", version) if product == "i2Rest" and version else None
