from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from harness.contract import Operation, is_xml, load_contract
from harness.emulation import EmulatorSettings
from harness.exchange import Headers, Request, Response
from harness.seed import stream
from harness.session import PRIMARY, Session
from harness.traffic.drivers import run_flow
from harness.traffic.hostile_bodies import ODD_JSON, ODD_XML, hostile_body
from harness.vendor import Vendor, vendors

HOSTILE = 12
"""Hostile bodies of each media type at each operation."""


class Caller:
    """Somebody at a vendor's emulator, in this process."""

    def __init__(self, vendor: Vendor) -> None:
        self._scheme = vendor.scheme
        self._credentials = vendor.sessions[PRIMARY]
        self._emulator = vendor.emulator(EmulatorSettings(clock="logical"))
        self._session = self._log_in()

    def ask_anew(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response]]:
        """Yield requests and their answers in a session that none of the requests before has ended."""
        self._session = self._log_in()
        for request in requests:
            yield request, self._ask(self._scheme.dress(request, self._session))

    def _log_in(self) -> Session:
        return run_flow(self._scheme.login(self._credentials), self._ask, lambda _: None)

    def _ask(self, request: Request) -> Response:
        return self._emulator.receive(request, "http://127.0.0.1:1").response


def odd_requests(operation: Operation) -> Iterator[Request]:
    """Yield requests with odd and hostile bodies as each media type that the operation takes, and as XML."""
    target = operation.template
    for parameter in operation.parameters:
        if parameter.place == "path":
            target = target.replace(f"{{{parameter.name}}}", str(next(iter(parameter.examples), "1")))
    for media in {*operation.request_bodies, "application/xml"}:
        odd = [(body, media) for body in (ODD_XML if is_xml(media) else (*ODD_JSON, *ODD_XML))]
        random = stream(1, operation.id, media)
        hostile = [
            hostile_body(random, b'{"a": "b"}', media, "http://canary.invalid") for _ in range(HOSTILE)
        ]
        for body, said in (*odd, *hostile):
            yield Request(operation.method, target, Headers.of(Content_Type=said), body)


@pytest.mark.parametrize("name", vendors())
def test_no_body_is_too_odd_for_an_emulator(name: str) -> None:
    """It is refused, or taken for what it is, as the documents have it, and never breaks anything."""
    vendor = vendors()[name]
    contract = load_contract(vendor.contract_path)
    caller = Caller(vendor)
    called = [each for each in contract.operations.values() if each.template.startswith("/")]
    for operation in called:
        for request, response in caller.ask_anew(odd_requests(operation)):
            if response.status >= 500:
                match = contract.match(request)
                assert match is not None, request
                assert contract.judge_response(match, response) == (), request
