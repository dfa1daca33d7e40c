from __future__ import annotations

import pytest

from harness.exchange import Headers, Response
from harness.vendor import About
from harness.vendors.joc.about import about
from tests.vendors.joc.bench import answer

TEXT = Headers((("Content-Type", "text/plain"),))


@pytest.mark.parametrize(
    ("response", "found"),
    [
        (answer({"version": "1.13.22"}), About("JOC Cockpit", "1.13.22", "1.13")),
        (Response(200, TEXT, b"1.11.7\nhash\ndate"), About("JOC Cockpit", "1.11.7", "1.11")),
        (answer({"version": "2.5.1"}), About("JOC Cockpit", "2.5.1", None)),
        (answer({}, 420), None),
        (Response(200, TEXT, b""), None),
        (None, None),
    ],
)
def test_the_version_tells_the_level(response: Response | None, found: About | None) -> None:
    """That of its line; another product has none."""
    flow = about()
    next(flow)
    with pytest.raises(StopIteration) as ended:
        flow.send(response)
    assert ended.value.value == found
