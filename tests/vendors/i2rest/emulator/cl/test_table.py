from __future__ import annotations

import pytest

from harness.vendors.i2rest.emulator.cl.table import COMMANDS
from tests.vendors.i2rest.bench import Bench


def test_the_table_is_for_batch_work() -> None:
    """Seven commands are known."""
    assert sorted(COMMANDS) == ["CHGJOB", "DSPJOB", "DSPLIBL", "ENDJOB", "HLDJOB", "RLSJOB", "SBMJOB"]


@pytest.mark.parametrize("text", ["PWRDWNSYS OPTION(*IMMED)", "DLTLIB PAYROLL", "MYLIB/DSPLIBL", "X"])
def test_anything_else_is_unknown(text: str) -> None:
    """So is a known name in another library."""
    status, document = Bench().command(text)
    assert (status, document["joblog"][-1]) == (400, "Errors occurred in command.")
    assert document["joblog"][0].endswith(" not found.")
