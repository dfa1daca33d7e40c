from __future__ import annotations

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.vendor import Generation
from harness.vendors.i2rest.strategies import any_command, bodies, look_up, order, ours
from harness.vendors.i2rest.work import WORK

SUBMITS = {item.fields["command"] for item in WORK}


@settings(max_examples=60, deadline=None)
@given(ours(WORK))
def test_our_own_commands_are_work_items_and_verbs_on_jobs_of_the_run(body: bytes) -> None:
    """Nothing else leaves for a real system."""
    command = orjson.loads(body)["command"]
    assert command in SUBMITS or "{jobnum}/{jobuser}/{jobname}" in command


@settings(max_examples=60, deadline=None)
@given(any_command(WORK))
def test_any_command_is_a_request_for_one(body: bytes) -> None:
    """With a text, and flags that are booleans."""
    document = orjson.loads(body)
    assert isinstance(document.pop("command"), str)
    assert all(isinstance(value, bool) for value in document.values())


@settings(max_examples=40, deadline=None)
@given(st.one_of(look_up(), order()))
def test_calls_hold_an_input(body: bytes) -> None:
    """Good or wrong, the document is one."""
    assert "input" in orjson.loads(body)


def test_each_kind_of_call_has_its_bodies() -> None:
    """Commands, look-ups and programs."""
    for only_work in (True, False):
        drawn = bodies(Generation(WORK, only_work))
        assert {operation for operation, _ in drawn} == {"runCommand", "lookUpJob", "lookUpEnd", "runProgram"}
