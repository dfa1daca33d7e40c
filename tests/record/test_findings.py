"""Findings on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.finding import Change, Finding, Severity, Source, Standing
from harness.record import FINDINGS_FILE, append_findings, read_findings

FINDINGS = [
    Finding(
        rule="exchange.status",
        severity=Severity.ERROR,
        claim="only documented statuses",
        operation="getJob",
        subject="status:404",
        expected="400",
        got="404",
        witness=("x000001",),
        source=Source("Table 2", Standing.MEASURED),
        change=Change.BREAKING,
        reproduce="curl …",
    ),
    Finding("client.body", Severity.INFO, "c", None, "s", "e", "g", (), Source("Table 3")),
]


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    """Appending twice keeps what was there, in order."""
    for finding in FINDINGS:
        append_findings(tmp_path, [finding])
    assert list(read_findings(tmp_path)) == FINDINGS


def test_no_file_has_no_findings(tmp_path: Path) -> None:
    """A run that found nothing need not write a file."""
    assert list(read_findings(tmp_path)) == []


def test_a_line_that_is_no_finding_is_named(tmp_path: Path) -> None:
    """A changed file is refused with file and line."""
    append_findings(tmp_path, FINDINGS)
    file = tmp_path / FINDINGS_FILE
    file.write_text(file.read_text().replace('"info"', '"grave"'))
    with pytest.raises(UsageError, match="no finding") as raised:
        list(read_findings(tmp_path))
    assert (raised.value.file, raised.value.line) == (file, 2)


def test_what_utf8_cannot_hold_is_written_as_an_escape(tmp_path: Path) -> None:
    """A finding about a header that is no UTF-8 is kept like any other."""
    source = Source("somewhere")
    odd = Finding("exchange.header", Severity.ERROR, "broke", None, "s", "x", "caf\udce9", ("x1",), source)
    append_findings(tmp_path, [odd])
    (kept,) = read_findings(tmp_path)
    assert kept.got == "caf\\udce9"
