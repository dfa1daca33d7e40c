from __future__ import annotations

import pytest

from harness.vendors.joc.emulator.refusals import ItemRefusal, missing, not_in_inventory, not_there, refuse


def test_the_master_says_its_code_first() -> None:
    """Then two blanks, then the text."""
    with pytest.raises(ItemRefusal, match=r"^SCHEDULER-162  There") as told:
        refuse(162, "There is no order")
    assert told.value.code == "SCHEDULER-162"


def test_refusals_name_their_exception() -> None:
    """By its simple name."""
    assert (missing("orders").code, str(missing("orders"))[-8:]) == ("JOC-406", "'orders'")
    assert not_there("Job", "/x").message.endswith("SCHEDULER-161  There is no Job '/x'")
    assert not_in_inventory("x", "T").message == "DBMissingDataException: x not found in table T"
