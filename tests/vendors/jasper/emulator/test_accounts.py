from __future__ import annotations

import base64

import pytest

from harness.vendors.jasper.emulator.accounts import DEFAULT_USERS, Accounts, User

ADMIN, USER, ROOT = User("a", "o", administrator=True), User("u", "o"), User("s", None, administrator=True)


def encoded(text: str) -> str:
    """Return Basic credentials."""
    return base64.b64encode(text.encode()).decode()


def test_a_qualified_name_bears_the_organisation() -> None:
    """The root's users have none."""
    assert (USER.qualified, ROOT.qualified) == ("u|o", "s")


def test_reach_is_own_jobs_the_organisation_or_everything() -> None:
    """Ordinary users, administrators of an organisation, and the root's administrator."""
    owners = ["u|o", "x|o", "x|other", "s"]
    reach = {user.name: [user.may_read(owner) for owner in owners] for user in (USER, ADMIN, ROOT)}
    assert reach["u"] == [True, False, False, False]
    assert reach["a"] == [True, True, False, False]
    assert reach["s"] == [True] * 4


@pytest.mark.parametrize(
    ("text", "user"),
    [
        ("joeuser:joeuser", "joeuser|organization_1"),
        ("joeuser|organization_1:joeuser", "joeuser|organization_1"),
        ("joeuser%7Corganization_1:joeuser", "joeuser|organization_1"),
        ("superuser:superuser", "superuser"),
        ("joeuser|organization_2:joeuser", None),
        ("joeuser:wrong", None),
        ("nobody:nobody", None),
        ("joeuser", None),
    ],
)
def test_credentials_prove_a_user(text: str, user: str | None) -> None:
    """A name may bear its organisation, and its password must be right."""
    found = Accounts(DEFAULT_USERS).by_basic(encoded(text))[1]
    assert (None if found is None else found.qualified) == user


def test_what_is_no_base64_proves_nobody() -> None:
    """Neither does what is none of UTF-8."""
    accounts = Accounts(DEFAULT_USERS)
    assert accounts.by_basic("!!!") == ("", None)
    assert accounts.by_basic(base64.b64encode(b"\xff:\xff").decode())[1] is None


def test_other_users_are_ordinary_ones_of_the_organisation() -> None:
    """A name that is given may say another organisation."""
    accounts = Accounts({"ann": "x", "bob|acme": "y"})
    ann, bob = accounts.by_password("ann", "x"), accounts.by_password("bob", "y")
    assert ann == User("ann", "organization_1")
    assert bob == accounts.by_password("bob|acme", "y") == User("bob", "acme")
    assert accounts.by_password("joeuser", "joeuser") is None
