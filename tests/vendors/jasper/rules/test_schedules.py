from __future__ import annotations

import pytest

from harness.oracles import judge
from harness.vendors.jasper import markup
from harness.vendors.jasper.rules.schedules import RULES
from tests.vendors.jasper.bench import JOB_JSON, JOB_XML, Bench, descriptor


def test_what_is_sent_in_xml_is_compared_too() -> None:
    """A faithful server is clean in both forms, whatever the order of formats."""
    bench = Bench()
    sent = descriptor("one", outputFormats={"outputFormat": ["XLS", "PDF", "PDF"]})
    bench.ask("PUT", "", sent, JOB_JSON, JOB_JSON)
    response = bench.ask("PUT", "", markup.written({**sent, "baseOutputFilename": "two"}), JOB_XML, JOB_XML)
    assert response.status == 201
    assert list(judge(bench.evidence(), RULES, embedded=True)) == []


@pytest.mark.parametrize("body", [b"{", b'{"label":"a","label":"b"}', b"[]"])
def test_what_cannot_be_read_is_not_compared(body: bytes) -> None:
    """Nobody knows what was sent."""
    bench = Bench()
    bench.ask("PUT", "", body, JOB_JSON, JOB_JSON)
    assert list(judge(bench.evidence(), RULES, embedded=True)) == []
