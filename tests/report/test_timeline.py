from __future__ import annotations

from dataclasses import replace

from harness.exchange import Exchange, Passage
from harness.report.timeline import LENGTH, LONGEST, timeline_of
from tests.report import sample


def test_steps_stand_in_order_of_time() -> None:
    """Exchanges are recorded as they end, and shown as they began."""
    timeline = timeline_of(list(reversed(sample.life_of_a_job())))
    assert timeline is not None
    assert [step.at for step in timeline.steps][:3] == ["0.0", "500.0", "1,000.0"]
    assert timeline.span == "4.51 s"


def test_every_step_stands_within_the_axis() -> None:
    """A bar begins on the axis, is long enough to be seen, and the last one ends at its end."""
    timeline = timeline_of(sample.life_of_a_job())
    assert timeline is not None
    assert all(0 <= step.start <= LENGTH and step.length >= 3 for step in timeline.steps)
    assert abs(timeline.steps[-1].start + timeline.steps[-1].length - LENGTH) < 3


def test_answers_are_told_apart() -> None:
    """Success, refusal, failure, silence and a block are five different things."""
    ok = sample.exchange(1, "GET", "/", sample.answer(200, {}))
    exchanges: list[Exchange] = [
        ok,
        sample.exchange(2, "GET", "/", sample.answer(404, {})),
        sample.exchange(3, "GET", "/", sample.answer(503, {})),
        sample.exchange(4, "GET", "/", None, error="reset"),
        sample.exchange(5, "GET", "/", None, passage=Passage.BLOCKED, blocked_by="guard.mode"),
    ]
    timeline = timeline_of(exchanges)
    assert timeline is not None
    assert [(step.kind, step.answer) for step in timeline.steps] == [
        ("ok", "200 OK"),
        ("refused", "404 Not Found"),
        ("failed", "503 Service Unavailable"),
        ("failed", "reset"),
        ("blocked", "kept back by guard.mode; nothing was sent"),
    ]


def test_witnesses_are_flagged() -> None:
    """The exchanges that a finding rests on stand out among those around them."""
    timeline = timeline_of(sample.life_of_a_job(), witness=("x6",))
    assert timeline is not None
    assert [step.id for step in timeline.steps if step.witness] == ["x6"]


def test_one_exchange_is_no_timeline() -> None:
    """A single exchange is shown by itself and needs no axis."""
    assert timeline_of(sample.life_of_a_job()[:1]) is None


def test_a_long_case_is_cut_and_says_so() -> None:
    """A case of thousands of exchanges costs a report no more than a screen."""
    one = sample.life_of_a_job()[0]
    timeline = timeline_of([replace(one, id=f"e{n}", begun_ns=n, ended_ns=n + 1) for n in range(LONGEST + 7)])
    assert timeline is not None
    assert (len(timeline.steps), timeline.left_out) == (LONGEST, 7)
