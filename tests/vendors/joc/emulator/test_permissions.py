from __future__ import annotations

from typing import Any

import pytest

from harness.vendors.joc.emulator.accounts import Account
from harness.vendors.joc.emulator.permissions import commands, permissions, snake

API_USER = Account("api_user", "api_user")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("removeSetback", "remove_setback"),
        ("JobschedulerMaster", "jobscheduler_master"),
        ("YADE", "yade"),
        ("JOCConfigurations", "jocconfigurations"),
        ("addOrder", "add_order"),
        ("skipJobChainNode", "skip_jobchain_node"),
    ],
)
def test_members_are_permissions_in_another_spelling(name: str, written: str) -> None:
    """Capitals become underscores."""
    assert snake(name) == written


def test_the_document_is_wrapped_by_master() -> None:
    """The entry with the empty id holds what goes for all others."""
    wrapped = permissions(API_USER, "t", "wrapped")["SOSPermissionJocCockpitMaster"]
    assert [each["JobSchedulerMaster"] for each in wrapped] == ["", "scheduler"]
    order = wrapped[0]["SOSPermissionJocCockpit"]["Order"]
    assert (order["view"]["status"], order["execute"]["start"], order["execute"]["suspend"]) == (
        True,
        True,
        False,
    )


def test_older_releases_wrote_it_flat() -> None:
    """Without the level of the verb's kind, and without Masters."""
    flat: dict[str, Any] = permissions(API_USER, "t", "flat")
    assert (flat["Order"]["start"], "execute" in flat["Order"]) == (True, False)
    nested = permissions(API_USER, "t", "nested")
    assert nested["Order"]["execute"]["start"] is True


def test_commands_have_permissions_of_their_own() -> None:
    """Only who may everything has them."""
    assert commands(Account("root", "all"), "t")["DailyPlan"]["view"]["status"] is True
    assert commands(API_USER, "t")["DailyPlan"]["view"]["status"] is False
