from __future__ import annotations

from dataclasses import replace

import pytest

from harness.target import Length, WorkItem
from harness.traffic.profiles import PROFILES, Counts
from harness.traffic.scenarios import Deed, Scenario, plan_scenarios

WORK = (
    WorkItem("short", Length.SHORT, {}),
    WorkItem("long", Length.LONG, {}, verbs=("cancel", "delete")),
    WorkItem("held", Length.HELD, {}),
)
VERBS = ("hold", "cancel", "delete")
NONE = replace(PROFILES["quick"], scenarios=0)


def _plan(counts: Counts, seed: int = 1, sessions: tuple[str, ...] = ()) -> tuple[Scenario, ...]:
    return plan_scenarios(WORK, VERBS, counts, seed, sessions)


@pytest.fixture(scope="module")
def drawn() -> tuple[Scenario, ...]:
    """Give a hundred drawn scenarios, of which another user's session may see a part."""
    systematic = len(_plan(NONE))
    return _plan(replace(NONE, scenarios=100, actions=9), sessions=("other",))[systematic:]


def test_every_verb_is_tried_on_all_work_that_allows_it() -> None:
    """Each work item meets each of its verbs, even in the smallest profile."""
    tried = {(s[0].what, step.what) for s in _plan(NONE) for step in s if step.deed is Deed.CHANGE}
    assert tried == {("short", verb) for verb in VERBS} | {("held", verb) for verb in VERBS} | {
        ("long", "cancel"),
        ("long", "delete"),
    }


def test_every_moment_is_every_moment_of_every_verb() -> None:
    """With ``every_moment`` each verb comes at once, after waits, and after the end of what ends."""
    moments = {
        (scenario[0].what, tuple(step.deed for step in scenario[1 : _change(scenario)]))
        for scenario in _plan(replace(NONE, every_moment=True))
    }
    ended = (Deed.AWAIT_END, Deed.OUTPUT)
    assert {(item.name, ()) for item in WORK} <= moments
    assert {name for name, before in moments if before == ended} == {"short"}
    assert len(_plan(replace(NONE, every_moment=True))) == 3 * (4 + 3) + 2 * 3


def _change(scenario: Scenario) -> int:
    return next(i for i, step in enumerate(scenario) if step.deed is Deed.CHANGE)


def test_without_every_moment_moments_take_turns() -> None:
    """In the smallest profile each verb comes at one moment, and all moments occur."""
    plan = _plan(NONE)
    assert len(plan) == 3 + 2 + 3
    lengths = {_change(scenario) for scenario in plan}
    assert len(lengths) > 1


def test_systematic_scenarios_leave_no_job_behind() -> None:
    """What is submitted is deleted, and looked for afterwards."""
    for scenario in _plan(NONE):
        deeds = [(step.deed, step.what) for step in scenario]
        assert (Deed.CHANGE, "delete") in deeds
        assert deeds[-1][0] in {Deed.STATUS, Deed.FIND}


def test_drawn_scenarios_begin_with_a_submit_and_end_with_a_look(drawn: tuple[Scenario, ...]) -> None:
    """Every scenario submits first, and at its end each of its jobs is asked for."""
    for scenario in drawn:
        submits = sum(step.deed is Deed.SUBMIT for step in scenario)
        assert scenario[0].deed is Deed.SUBMIT
        assert [step.job for step in scenario[-submits:]] == list(range(submits))
        assert {step.deed for step in scenario[-submits:]} == {Deed.STATUS}


def test_drawn_steps_are_about_jobs_that_were_submitted_before(drawn: tuple[Scenario, ...]) -> None:
    """No step names a job that comes later, and a change is one that its work allows."""
    allowed = {item.name: item.verbs or VERBS for item in WORK}
    for scenario in drawn:
        submitted: list[str] = []
        for step in scenario:
            if step.deed is Deed.SUBMIT:
                submitted.append(step.what)
            elif step.deed is Deed.CHANGE:
                assert step.what in allowed[submitted[step.job]]
            elif step.deed is not Deed.WAIT:
                assert step.job < len(submitted)


def test_drawn_scenarios_differ_and_keep_to_their_length(drawn: tuple[Scenario, ...]) -> None:
    """Nearly all are unlike any other, none is longer than asked for, some have several jobs."""
    assert len(drawn) == 100
    assert len(set(drawn)) > 90
    assert all(len(scenario) <= 1 + 9 + 3 for scenario in drawn)
    assert any(sum(step.deed is Deed.SUBMIT for step in scenario) > 1 for scenario in drawn)


def test_other_sessions_look_and_do_not_touch(drawn: tuple[Scenario, ...]) -> None:
    """Another user asks for and lists jobs, and never submits or changes one."""
    foreign = {step.deed for scenario in drawn for step in scenario if step.session == "other"}
    assert foreign == {Deed.STATUS, Deed.FIND}


def test_a_plan_follows_from_its_seed() -> None:
    """Equal seeds plan equal scenarios; another seed plans others."""
    counts = replace(NONE, scenarios=20)
    assert _plan(counts, 5) == _plan(counts, 5)
    assert _plan(counts, 5) != _plan(counts, 6)


def test_without_work_there_is_nothing_to_play() -> None:
    """A target that may be given nothing gets no scenario."""
    assert plan_scenarios((), VERBS, PROFILES["deep"], 1) == ()
