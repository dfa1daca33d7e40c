from __future__ import annotations

import pytest

from harness.vendors.joc.emulator.accounts import ROLES, USERS, Account, Accounts, credentials


def test_root_may_everything_and_nobody_nothing() -> None:
    """A granted permission covers all below it."""
    assert Account("root", "all").may("order:execute:suspend", "what:ever")
    assert not Account("nobody", "nobody").may("order:view:status")


def test_an_api_user_may_look_add_and_start_but_not_suspend() -> None:
    """Rights go by verb."""
    user = Account("api_user", "api_user")
    assert user.may("order:view:status")
    assert user.may("job_chain:execute:add_order")
    assert not user.may("order:execute:suspend")
    assert user.may("order:execute:suspend", "order:execute:start")


def test_a_minus_takes_away() -> None:
    """Whatever else is granted."""
    manager = Account("m", "application_manager")
    assert manager.may("order:execute:suspend")
    assert not manager.may("jobscheduler_master:execute:terminate")


def test_passwords_are_compared_as_they_are() -> None:
    """There is one account for each role."""
    accounts = Accounts({})
    assert accounts.account("root", "root") == Account("root", "all")
    assert accounts.account("root", "root\n") is None
    assert accounts.account("me", "root") is None
    assert set(ROLES) - {"all"} < set(USERS)
    assert Accounts({"me": "secret"}).account("me", "secret") == Account("me", "all")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Basic cm9vdDpyb290", ("root", "root")),
        ("Whatever cm9vdDpyb290", ("root", "root")),
        ("Basic cm9vdDpyb290Cg==", ("root", "root\n")),
        ("Basic cm9vdA==", ("root", "")),
        ("Basic", None),
        ("Basic %%%", None),
    ],
)
def test_credentials_are_decoded_and_not_trimmed(header: str, found: tuple[str, str] | None) -> None:
    """The newline of ``echo | base64`` is part of the password; the scheme's name is not looked at."""
    assert credentials(header) == found
