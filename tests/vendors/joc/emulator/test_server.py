from __future__ import annotations

from harness.emulation import EmulatorSettings, parse_laws
from harness.vendors.joc.emulator.server import AuditRecord
from tests.vendors.joc.emulator.desk import CHAIN, Desk


def test_histories_lag_and_views_do_not() -> None:
    """The reporting database learns of an end a little later."""
    desk = Desk(settings=EmulatorSettings(lag=parse_laws("read=constant:10s")))
    desk.add("x")
    desk.wait(5)
    named = [{"jobChain": CHAIN, "orderId": "x"}]
    assert desk.state("x") is None
    assert desk.get("orders/history", orders=named)["history"] == []
    desk.wait(5.1)
    assert desk.get("orders/history", orders=named)["history"][0]["state"]["_text"] == "INCOMPLETE"
    desk.wait(5)
    assert desk.get("orders/history", orders=named)["history"][0]["state"]["_text"] == "SUCCESSFUL"


def test_a_copy_keeps_its_audit_log(desk: Desk) -> None:
    """Snapshots hold whatever comes later."""
    server = desk.application.snapshot()
    before = len(server.audit)
    server.copy().audit.append(AuditRecord(0, "me", "./x", "{}"))
    assert len(server.audit) == before
