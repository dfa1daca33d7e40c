from __future__ import annotations

import pytest

from harness.vendors.joc.emulator import forms
from harness.vendors.joc.emulator.kinds import Form, WrongValueError

NAMED = {name: form for name, form in vars(forms).items() if isinstance(form, Form) and name.isupper()}


@pytest.mark.parametrize("name", [name for name in NAMED if not name.startswith("_")])
def test_every_document_names_its_master(name: str) -> None:
    """But for the one that shows a Master, and the register of events, which names several."""
    form = NAMED[name]
    wanted = {"REGISTER": ("jobscheduler",), "MASTER": ()}.get(name, ("jobschedulerId",))
    assert form.required[: len(wanted)] == wanted


def test_an_order_to_modify_needs_its_chain() -> None:
    """The id is asked for item by item."""
    found = forms.MODIFY_ORDERS({"jobschedulerId": "s", "orders": [{"jobChain": "/a", "orderId": 5}]})
    assert found["orders"] == [{"jobChain": "/a", "orderId": "5"}]
    with pytest.raises(WrongValueError, match="required"):
        forms.MODIFY_ORDERS({"jobschedulerId": "s", "orders": [{"orderId": "x"}]})
