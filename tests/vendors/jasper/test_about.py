from __future__ import annotations

import pytest

from harness.exchange import Request, Response
from harness.vendor import About
from harness.vendors.jasper.about import about
from tests.vendors.jasper.bench import Bench, Change, rewritten


def _telling(version: str, edition: str) -> Change:
    def change(_request: Request, response: Response) -> Response:
        return rewritten(response, {"version": version, "edition": edition})

    return change


@pytest.mark.parametrize(
    ("version", "edition", "level"),
    [
        ("6.4.2", "CE", "ce-6.4"),
        ("8.2.0", "CE", "ce-8.2"),
        ("10.1.0", "PRO", "pro-10.1"),
        ("7.8.0", "CE", None),
        ("8.2.0", "PRO", None),
    ],
)
def test_the_release_is_guessed_from_version_and_edition(
    version: str, edition: str, level: str | None
) -> None:
    """A release without a level of its own is named, and no level is guessed."""
    bench = Bench(_telling(version, edition))
    assert bench.run(about()) == About("JasperReports Server", f"{version} {edition}", level)


def test_a_server_of_the_other_application_is_asked_there() -> None:
    """Where the commercial application is missing, the Community one tells."""

    def community(request: Request, response: Response) -> Response:
        return Response(404) if request.path.startswith("/jasperserver-pro/") else response

    found = Bench(community).run(about())
    assert found is not None
    assert found.product == "JasperReports Server"


def test_what_is_no_such_server_tells_nothing() -> None:
    """Anything but a description with a version is no answer."""
    assert Bench(lambda _request, _response: Response(200, body=b"hello")).run(about()) is None
