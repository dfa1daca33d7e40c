from __future__ import annotations

import pytest

from harness.exchange import Headers, Response
from harness.vendor import About
from harness.vendors.i2rest.about import about
from tests.vendors.i2rest.bench import Bench


def test_a_server_says_its_version_in_every_answer() -> None:
    """Also where the look-up programs are not published."""
    assert Bench().run(about()) == About("i2Rest Server", "1.0")
    assert Bench(drifts=frozenset({"D08"})).run(about()) == About("i2Rest Server", "1.0")


@pytest.mark.parametrize(
    "response", [None, Response(200), Response(200, Headers((("Server", "nginx/1.2"),))), Response(502)]
)
def test_another_server_tells_nothing(response: Response | None) -> None:
    """A gateway in between, or no answer."""
    flow = about()
    next(flow)
    with pytest.raises(StopIteration) as end:
        flow.send(response)
    assert end.value.value is None
