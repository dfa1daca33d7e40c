"""Desks of an Informatica Cloud emulator."""

from __future__ import annotations

import pytest

from tests.vendors.iics.emulator.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """Return a caller with an emulator of its own, as it is by default."""
    return Desk()
