from __future__ import annotations

from typing import Any

import orjson
import pytest

from harness.exchange import Request, Response
from harness.vendor import About
from harness.vendors.zosmf.about import about


def told(response: Response | None) -> About | None:
    """Return what the flow makes of an answer to its one request."""
    flow = about()
    request = next(flow)
    assert isinstance(request, Request)
    assert (request.method, request.target) == ("GET", "/zosmf/info")
    assert "X-CSRF-ZOSMF-HEADER" in request.headers
    with pytest.raises(StopIteration) as ended:
        flow.send(response)
    result: About | None = ended.value.value
    return result


def info(**members: Any) -> Response:
    """Return an answer of the information service."""
    return Response(200, body=orjson.dumps(members))


@pytest.mark.parametrize(
    ("zos", "level"), [("04.27.00", "z/OS 2.4"), ("05.29.00", "z/OS 3.1"), ("06.30.00", None)]
)
def test_the_release_is_guessed_from_the_base_element(zos: str, level: str | None) -> None:
    """A known version of the base element names the release; an unknown one names none."""
    found = told(info(zosmf_version="27", zos_version=zos))
    assert found == About("z/OSMF", f"27 on z/OS base element {zos}", level)


@pytest.mark.parametrize(
    "response", [None, Response(401), Response(200, body=b"<html>"), Response(200, body=b"[]")]
)
def test_an_answer_that_tells_nothing_gives_nothing(response: Response | None) -> None:
    """No answer, a refusal or another document is no guess and no error."""
    assert told(response) is None


def test_missing_versions_are_shown_as_unknown() -> None:
    """A document without versions still says what it is."""
    assert told(info()) == About("z/OSMF", "? on z/OS base element ?", None)
