from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.run.load_run import stood_up
from harness.run.model import Selection
from harness.run.targets import plan

LAG = "constant:5ms"


def test_an_embedded_target_gets_an_emulator_and_a_reader(at_home: Path) -> None:
    """The emulator lives as long as the load, and jobs are looked at in a session of their own."""
    del at_home
    (planned,) = plan(("zosmf",), Selection(), None, {})
    with stood_up(planned, Selection(), 1, LAG) as target:
        assert target.upstreams[0].startswith("http://127.0.0.1:")
        assert target.sessions["reader"] == target.sessions["primary"]


def test_a_target_that_is_there_is_left_as_it_is(at_home: Path) -> None:
    """Nothing is started for a real server."""
    del at_home
    (planned,) = plan(("zosmf",), Selection(url="http://127.0.0.1:9"), None, {})
    with stood_up(planned, Selection(), 1, LAG) as target:
        assert replace(target, sessions=planned.target.sessions) == planned.target
