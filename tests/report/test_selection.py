from __future__ import annotations

from dataclasses import replace

from harness.exchange import Exchange, Sender
from harness.report.selection import WITNESSES, case_of, select
from tests.report import sample

EXCHANGES = [*sample.life_of_a_job(), sample.listing(), sample.blocked()]


def read() -> list[Exchange]:
    """Return the record."""
    return EXCHANGES


def test_only_witnesses_that_are_shown_are_kept() -> None:
    """Of a finding with many witnesses the smallest few are kept."""
    many = replace(sample.findings()[0], witness=tuple(f"x{number}" for number in range(1, 10)))
    assert list(select(read, [many]).witnesses) == ["x1", "x2", "x3"][:WITNESSES]


def test_the_case_of_a_witness_is_kept_whole() -> None:
    """What led to a witness is the rest of its case."""
    selection = select(read, sample.findings()[:1])
    assert [e.id for e in selection.cases[case_of(sample.life_of_a_job()[0])]] == [
        e.id for e in sample.life_of_a_job()
    ]


def test_the_example_touches_most_operations() -> None:
    """The case that is shown for itself is the one that tells most, and the shorter of two alike."""
    short = [
        replace(e, id=f"s{e.id}", sender=Sender("scenarios", "job-8"))
        for e in sample.life_of_a_job()
        if e.id != "x10"
    ]
    assert select(read, []).example == case_of(sample.life_of_a_job()[0])
    assert select(lambda: [*short, *EXCHANGES], []).example == case_of(short[0])


def test_equal_case_numbers_at_two_targets_are_two_cases() -> None:
    """A sender numbers its cases anew at each target, so a case never mixes what two targets answered."""
    there = [replace(e, id=f"o{e.id}", target="other") for e in sample.life_of_a_job()]
    selection = select(lambda: [*EXCHANGES, *there], sample.findings()[:1])
    assert {e.target for e in selection.cases[case_of(EXCHANGES[0])]} == {EXCHANGES[0].target}


def test_a_record_without_cases_has_no_example() -> None:
    """The traffic of a client has no cases, so no case of it can be shown."""
    assert select(lambda: [replace(e, sender=Sender()) for e in EXCHANGES], []).example is None


def test_senders_are_counted_by_what_became_of_their_requests() -> None:
    """Each kind of sender is told by how many of its requests were answered, blocked, broken or refused."""
    senders = select(read, []).senders
    assert (senders["scenarios"].sent, senders["scenarios"].answered) == (10, 10)
    assert (senders["fuzzing"].sent, senders["fuzzing"].blocked) == (1, 1)
    assert senders["coverage"].operations == {(sample.listing().target, "listJobs")}
