from __future__ import annotations

from harness.exchange import Response
from harness.vendors.joc.emulator import forms
from harness.vendors.joc.emulator.messages import framework
from harness.vendors.joc.emulator.release import DOCUMENTED, DRIFTS
from harness.vendors.joc.emulator.route import LOG, change, log, view
from harness.vendors.joc.emulator.server import Ask


def nothing(ask: Ask) -> Response:
    """Answer as if there were nothing."""
    del ask
    return framework(404)


def test_a_view_reads_any_type_and_a_change_json_alone() -> None:
    """Unless it is said otherwise; a change is for the Master to make."""
    shown = view("list", nothing, "order:view:status", forms.ORDERS, any_master=True)
    assert (shown.json_only, shown.live, shown.any_master) == (False, False, True)
    made = change("stop", nothing, forms.MODIFY_CHAINS, "a", "b")
    assert (made.json_only, made.live, made.permissions) == (True, True, ("a", "b"))
    assert not change("stop", nothing, forms.MODIFY_CHAINS, json_only=False).json_only


def test_a_log_is_there_where_releases_have_it() -> None:
    """A browser asks for it by query, so that it has no body of a type."""
    opened = log("page", nothing, forms.TASK, "text/html", query=True)
    assert (opened.by_query, opened.json_only, opened.permissions) == (True, False, (LOG,))
    assert opened.when(DOCUMENTED)
    assert not opened.when(DRIFTS.release(["D29"]))
