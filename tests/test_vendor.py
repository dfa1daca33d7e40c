from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from harness import vendor as module
from harness.errors import UsageError
from harness.vendor import vendor_named, vendors

OUTSIDE = replace(vendors()["zosmf"], name="aaa-outside", contract=Path("/elsewhere/outside.yaml"))
"""Stands for the VENDOR of a package that somebody else installed."""


def test_vendors_of_the_tree_are_found_by_their_folders() -> None:
    """Each folder of harness/vendors is a vendor of that name, sorted."""
    folders = sorted(path.parent.name for path in Path(module.__file__).parent.glob("vendors/*/__init__.py"))
    assert list(vendors()) == folders
    assert all(name == vendor.name for name, vendor in vendors().items())


def test_an_installed_vendor_joins_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package outside the tree names its VENDOR in an entry point, and brings its own contract."""
    point = EntryPoint("aaa-outside", f"{__name__}:OUTSIDE", "harness.vendors")
    monkeypatch.setattr(module, "entry_points", lambda group: [point] if group == point.group else [])
    found = vendors.__wrapped__()
    assert list(found) == ["aaa-outside", *vendors()]
    assert found["aaa-outside"].contract_path == Path("/elsewhere/outside.yaml")


@pytest.mark.parametrize("name", vendors())
def test_every_vendor_has_its_contract(name: str) -> None:
    """A vendor's OpenAPI file is there under its name."""
    assert vendor_named(name).contract_path.name == f"{name}.yaml"
    assert vendor_named(name).contract_path.is_file()


@pytest.mark.parametrize("name", vendors())
def test_every_vendor_is_fit_for_embedding(name: str) -> None:
    """An emulator comes with a user to log in as, work to submit, and tags that differ."""
    vendor = vendor_named(name)
    assert next(iter(vendor.sessions)) == "primary"
    assert vendor.work
    assert len({vendor.tag("abcde", number) for number in range(50)}) == 50


def test_an_unknown_vendor_is_answered_with_the_known() -> None:
    """A name that no vendor has is a usage error that lists those there are."""
    with pytest.raises(UsageError, match=r"known vendors: .*zosmf"):
        vendor_named("zsomf")
