from __future__ import annotations

import json
import subprocess
import sys

import pytest

from harness.emulation import EmulatorSettings
from harness.emulation.plan import dump_plan
from harness.emulation.process import start_emulator
from harness.errors import UsageError

LOOK = (
    "import sys; from harness.emulation import __main__ as m; from harness.emulation import EmulatorSettings;"
    "m._build('harness.vendors.zosmf.emulator:build', EmulatorSettings());"
    "print(sorted(n for n in sys.modules if n.startswith('harness.')))"
)


def test_an_emulator_process_loads_no_judge() -> None:
    """Contract, oracles, guard and traffic are never imported where an emulator runs."""
    out = subprocess.run([sys.executable, "-c", LOOK], stdout=subprocess.PIPE, check=True).stdout.decode()
    assert "harness.vendors.zosmf.emulator" in out
    judges = ("contract", "oracles", "guard", "ledger", "record", "door", "traffic", "flow", "vendor'")
    assert [name for name in judges if f"'harness.{name}" in out] == []


def test_a_process_leaves_when_its_input_ends() -> None:
    """The child says where it listens in one line of JSON, and goes at the end of its input."""
    plan = dump_plan({"zosmf": ("harness.vendors.zosmf.emulator:build", EmulatorSettings())})
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.emulation"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(plan.encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()).keys() == {"urls", "control", "further"}
        process.stdin.close()
        assert process.wait(5) == 0


def test_a_drift_that_is_not_played_is_the_users_to_mend() -> None:
    """A wrong setting is said in the same one line, not in a traceback."""
    with pytest.raises(UsageError, match="D99"):
        start_emulator("zosmf", EmulatorSettings(drifts=frozenset({"D99"})))
