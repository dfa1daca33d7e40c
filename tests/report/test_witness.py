from __future__ import annotations

from dataclasses import replace

from harness.report.selection import select
from harness.report.witness import finding_view
from tests.report import sample

EXCHANGES = [*sample.life_of_a_job(), sample.listing(), sample.blocked()]


def test_a_finding_comes_with_its_witnesses() -> None:
    """A reader sees what was sent and what came back, with the broken line marked."""
    finding = sample.findings()[0]
    view = finding_view(finding, select(lambda: EXCHANGES, [finding]))
    (exchange,) = view.exchanges
    assert exchange.response is not None
    assert [line.text for line in exchange.response.body.lines if line.marked] == ['  "retcode": 0']
    assert exchange.sender == "scenarios job-7"


def test_witnesses_that_are_not_shown_are_named() -> None:
    """A witness beyond the first few, or lost with a torn line, is still named."""
    finding = replace(sample.findings()[0], witness=("x6", "gone", "x3", "x4"))
    view = finding_view(finding, select(lambda: EXCHANGES, [finding]))
    assert view.unseen == ("gone", "x4")


def test_the_case_around_the_witness_is_shown_once() -> None:
    """Two witnesses of one case share its timeline."""
    finding = sample.findings()[1]
    (timeline,) = finding_view(finding, select(lambda: EXCHANGES, [finding])).timelines
    assert [step.id for step in timeline.steps if step.witness] == ["x3", "x6"]


def test_witnesses_without_a_common_case_make_their_own_timeline() -> None:
    """Exchanges of senders without cases are set in order of time by themselves."""
    finding = replace(sample.findings()[1], witness=("a", "b"))
    pair = [replace(sample.listing(), id="b", begun_ns=9), replace(sample.listing(), id="a", begun_ns=5)]
    alone = [replace(exchange, sender=replace(exchange.sender, case="")) for exchange in pair]
    (timeline,) = finding_view(finding, select(lambda: alone, [finding])).timelines
    assert [step.id for step in timeline.steps] == ["a", "b"]


def test_equal_fingerprints_have_anchors_of_their_own() -> None:
    """Two targets that break a claim alike are two findings that can both be linked to."""
    finding = sample.findings()[0]
    selection = select(lambda: EXCHANGES, [finding])
    anchors = [finding_view(finding, selection, number).anchor for number in (1, 2)]
    assert anchors == [f"finding-{finding.fingerprint}", f"finding-{finding.fingerprint}-2"]


def test_the_filter_looks_through_what_a_reader_remembers() -> None:
    """Rule, operation, claim, field and severity are all found."""
    finding = sample.findings()[0]
    search = finding_view(finding, select(lambda: EXCHANGES, [])).search
    assert all(word in search for word in ("exchange.schema", "getjob", "/retcode", "error", "breaking"))
