"""Life-cycle plans: what is done with jobs, in order and out of it; made before anything is sent.

So a plan depends on its seed alone, whatever the target answers. First every verb at every moment of every
kind of work, then drawn sequences. ``playing`` carries a plan out, and oracles judge what was recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from hypothesis import given
from hypothesis import seed as seeded
from hypothesis import strategies as st

from harness.target import Length, WorkItem
from harness.traffic.profiles import Counts
from harness.traffic.repeatable import drawing, repeatable


class Deed(StrEnum):
    """What a step of a scenario does."""

    SUBMIT = "submit"
    STATUS = "status"
    FIND = "find"
    OUTPUT = "output"
    CHANGE = "change"
    WAIT = "wait"
    AWAIT_END = "await-end"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``what`` is a work item's name for a submit, a verb for a change.

    ``job`` counts the scenario's submits from 0, ``seconds`` is how long a wait lasts, ``session``
    names in whose name the step is done.
    """

    deed: Deed
    what: str = ""
    job: int = 0
    seconds: float = 0.0
    session: str = "primary"


Scenario = tuple[Step, ...]

_STATUS, _FIND, _OUTPUT = Step(Deed.STATUS), Step(Deed.FIND), Step(Deed.OUTPUT)
_MOMENTS: tuple[Scenario, ...] = (
    (),
    (Step(Deed.WAIT, seconds=0.04), _STATUS),
    (Step(Deed.WAIT, seconds=0.5), _STATUS),
    (Step(Deed.AWAIT_END), _OUTPUT),
)
"""At once, before it runs, while it runs, after its end."""
_ENDING = (Length.SHORT, Length.FAILING)
_MOST_JOBS = 3


def plan_scenarios(
    work: Sequence[WorkItem], verbs: Sequence[str], counts: Counts, seed: int, sessions: Sequence[str] = ()
) -> tuple[Scenario, ...]:
    """Return the scenarios of a profile: systematic ones, then as many drawn ones as ``counts`` says.

    ``verbs`` are those of the contract's life cycle, which a work item may narrow. ``sessions`` are
    further ones that may look, but not touch. Empty without work.
    """
    if not work:
        return ()
    systematic = tuple(_systematic(work, verbs, every_moment=counts.every_moment))
    return (*systematic, *_drawn(work, verbs, counts, seed, sessions))


def _allowed(item: WorkItem, verbs: Sequence[str]) -> list[str]:
    return [verb for verb in verbs if not item.verbs or verb in item.verbs]


def _systematic(work: Sequence[WorkItem], verbs: Sequence[str], *, every_moment: bool) -> Iterator[Scenario]:
    """Yield each verb at each moment of each kind of work, or at one moment each, in turn."""
    for place, item in enumerate(work):
        moments = _MOMENTS if item.length in _ENDING else _MOMENTS[:-1]
        for turn, (verb, moment) in enumerate(product(_allowed(item, verbs), moments)):
            if every_moment or turn % len(moments) == (place + turn // len(moments)) % len(moments):
                yield _one(item, verb, moment)


def _one(item: WorkItem, verb: str, moment: Scenario) -> Scenario:
    change = Step(Deed.CHANGE, verb)
    # What is shown before a list and after it must be in the list.
    after = () if verb == "delete" else (_STATUS, Step(Deed.CHANGE, "delete"), _STATUS)
    return (Step(Deed.SUBMIT, item.name), *moment, change, _STATUS, _FIND, *after)


def _drawn(
    work: Sequence[WorkItem], verbs: Sequence[str], counts: Counts, seed: int, sessions: Sequence[str]
) -> tuple[Scenario, ...]:
    if counts.scenarios < 1:
        return ()
    drawn: list[Scenario] = []

    @seeded(seed)
    @drawing(counts.scenarios)
    @given(_scenarios(work, verbs, counts.actions, sessions))
    def draw(scenario: Scenario) -> None:
        drawn.append(scenario)

    with repeatable():
        draw()
    return tuple(drawn)


@st.composite
def _scenarios(
    draw: st.DrawFn, work: Sequence[WorkItem], verbs: Sequence[str], actions: int, sessions: Sequence[str]
) -> Scenario:
    """Draw a scenario: a submit, then anything, and at the end a look at what became of each job."""
    items = [draw(st.sampled_from(work))]
    steps = [Step(Deed.SUBMIT, items[0].name)]
    for _ in range(draw(st.integers(min(2, actions), actions))):
        if len(items) < _MOST_JOBS and draw(st.integers(1, 8)) == 8:
            items.append(draw(st.sampled_from(work)))
            steps.append(Step(Deed.SUBMIT, items[-1].name))
        else:
            job = draw(st.integers(0, len(items) - 1))
            steps.append(draw(_steps(_allowed(items[job], verbs), job, sessions)))
    return (*steps, *(Step(Deed.STATUS, job=job) for job in range(len(items))))


def _steps(verbs: Sequence[str], job: int, sessions: Sequence[str]) -> st.SearchStrategy[Step]:
    looks = [Step(deed, job=job) for deed in (Deed.STATUS, Deed.FIND, Deed.OUTPUT)]
    others = [Step(deed, job=job, session=name) for deed in (Deed.STATUS, Deed.FIND) for name in sessions]
    waits = [Step(Deed.WAIT, seconds=seconds) for seconds in (0.02, 0.1, 1.0)]
    changes = [Step(Deed.CHANGE, verb, job) for verb in verbs]
    kinds = [looks, waits, changes, changes, others]
    return st.one_of([st.sampled_from(kind) for kind in kinds if kind])
