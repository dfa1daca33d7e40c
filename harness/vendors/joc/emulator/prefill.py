"""A system that has been running for a while: many ended orders, for measurements."""

from __future__ import annotations

from harness.vendors.joc.emulator.order import Order, Run
from harness.vendors.joc.emulator.server import Server

_CHAIN = "/batch/sleep"
_LONG_AGO = -3600 * 1_000_000_000


def prefill(server: Server, count: int) -> None:
    """Put ``count`` orders of an hour ago into the history, all ended well."""
    master = server.master
    for position in range(count):
        number = master.next_history
        master.next_history += 1
        run = Run(number, _CHAIN, f"F{position:07d}", _LONG_AGO, "success", _LONG_AGO + 1_000_000_000)
        master.put(Order(_CHAIN, run.order, "AD_HOC", "100", "success", None, run=run, gone=True))
