from __future__ import annotations

from typing import Any

import pytest

from harness.oracles import judge
from harness.vendors.jasper.rules.errors import RULES
from tests.vendors.jasper.bench import JOB_JSON, Bench, descriptor, rewritten


@pytest.mark.parametrize("parameters", [["99"], [], None, ["/reports/r1"], ["099"]])
def test_the_job_itself_a_report_or_nothing_may_be_named(parameters: Any) -> None:
    """An edit can miss its report as well; an error without parameters names no other job."""
    error = {"errorCode": "resource.not.found", "message": "gone", "parameters": parameters}
    bench = Bench(lambda _request, response: rewritten(response, error, 404))
    bench.ask("POST", "/99", descriptor(), JOB_JSON, JOB_JSON)
    assert list(judge(bench.evidence(), RULES, embedded=True)) == []
