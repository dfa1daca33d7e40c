"""A truthful target: one job with a true history, seen through requests that take their time.

Each request takes effect at one moment between its beginning and its end; some answers get lost, with
or without effect. Whatever a rule says of such a record is a false alarm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from harness.exchange import Passage
from tests.oracles.script import NO_JOB, Script, feedback, job

VERBS = ("hold", "release", "cancel", "class:B", "delete")
READS = ("status", "correlator", "list", "all", "files")


@dataclass(frozen=True)
class Step:
    """One request: what it asks, when it begins, takes effect and ends, and what becomes of its answer."""

    what: str
    begun: int
    before: int
    after: int
    fate: str = "answered"
    """``answered``; ``lost``: done, no answer; ``unsent``: neither; ``late``: a 202, done later."""

    @property
    def moment(self) -> int:
        """When the request takes effect."""
        return self.begun + self.before

    @property
    def ended(self) -> int:
        """When the answer is in."""
        return self.moment + self.after


@dataclass
class Truth:
    """The job itself, moved on to any moment."""

    starts: int
    runs: int
    read_lag: int
    modify_lag: int
    purge_takes: int = 3
    state: str = "INPUT"
    held: bool = False
    result: str | None = None
    job_class: str = "A"
    ends: int = field(default=10**9)
    gone: int = field(default=10**9)

    def move(self, now: int) -> None:
        """Let happen what happens by itself until ``now``."""
        if self.state == "INPUT" and not self.held and now >= self.starts:
            self.state, self.ends = "ACTIVE", max(self.starts, 0) + self.runs
        if self.state == "ACTIVE" and now >= self.ends:
            self.state, self.result = "OUTPUT", "CC 0000"

    def shown(self, now: int) -> dict[str, Any] | None:
        """Return what a read shows at ``now``, None when the job is not visible."""
        self.move(now)
        if now < self.read_lag or now >= self.gone:
            return None
        return {**job(self.state), "retcode": self.result, "class": self.job_class}

    def change(self, verb: str, now: int) -> int | None:
        """Carry a verb out at ``now``; return the feedback's status, None for "no job found"."""
        self.move(now)
        if now < self.modify_lag or now >= self.gone:
            return None
        if verb == "cancel" and self.state == "OUTPUT":
            return 156
        self._apply(verb, now)
        return 0

    def _apply(self, verb: str, now: int) -> None:
        running = self.state == "ACTIVE"
        if verb == "delete":
            self.gone = now + (self.purge_takes if running else 0)
        if verb in ("cancel", "delete") and self.state != "OUTPUT":
            self.state, self.result = "OUTPUT", "CANCELED"
        if self.state == "INPUT" and verb in ("hold", "release"):
            self.held = verb == "hold"
            self.starts = max(self.starts, now)
        if verb == "class:B" and not running:
            self.job_class = "B"


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """Draw a record's worth of requests."""
    moments = st.integers(0, 60)
    short = st.integers(0, 6)
    fates = st.sampled_from(["answered"] * 6 + ["lost", "unsent", "late"])
    one = st.builds(Step, st.sampled_from(READS * 2 + VERBS), moments, short, short, fates)
    return draw(st.lists(one, max_size=24))


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """Draw a job: when it starts, how long it runs, when each path gets to know it."""
    times = st.integers(0, 40)
    lags = st.integers(0, 20)
    return Truth(draw(times), draw(times), draw(lags), draw(lags), draw(lags))


def play(truth: Truth, taken: list[Step]) -> Script:
    """Carry the steps out in the order in which they take effect, and write down what was seen."""
    script = Script()
    script.submit(at=(-2, -1))
    for step in sorted(taken, key=lambda step: step.moment):
        if step.what in READS:
            _read(script, truth, step)
        else:
            _change(script, truth, step)
    return script


def _read(script: Script, truth: Truth, step: Step) -> None:
    shown, at = truth.shown(step.moment), (step.begun, step.ended)
    if step.fate != "answered":
        return
    if step.what == "list":
        script.list([shown] if shown else [], "?owner=*&jobid=JOB00123", at=at)
    elif step.what == "all":
        script.list([shown] if shown else [], "?owner=*", at=at)
    elif shown is None:
        paths = {"correlator": "J0000123SY1.....E1A2B3C4.......%3A", "files": "MYJOB/JOB00123/files"}
        script.absent(paths.get(step.what, "MYJOB/JOB00123"), at=at)
    elif step.what == "files":
        script.files(at=at)
    else:
        script.status(shown, at=at)


def _change(script: Script, truth: Truth, step: Step) -> None:
    code = None if step.fate == "unsent" else truth.change(step.what, step.moment)
    whole, cut = (step.begun, step.ended), (step.begun, step.begun)
    if step.fate in ("lost", "unsent"):
        _send(script, step.what, passage=Passage.BROKEN, at=cut)
    elif step.fate == "late":
        _send(script, step.what, version="1.0", status=202, answer={}, at=cut)
    elif code is None:
        _send(script, step.what, status=400, document=NO_JOB, at=whole)
    else:
        _send(script, step.what, document=feedback(code), at=whole)


def _send(script: Script, verb: str, *, version: str = "2.0", **placed: Any) -> None:
    if verb == "delete":
        script.delete(headers={"X-IBM-Job-Modify-Version": version}, **placed)
    else:
        script.modify(verb, version=version, **placed)
