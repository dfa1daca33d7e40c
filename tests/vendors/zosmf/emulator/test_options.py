from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.errors import Refusal
from harness.vendors.zosmf.emulator.options import Watch, read_notification, read_symbols, read_user_part
from harness.vendors.zosmf.emulator.release import DRIFTS

URL = {"x-ibm-notification-url": "http://127.0.0.1/told"}


def test_a_user_part_is_taken_as_it_is() -> None:
    """A valid part is used, none is empty, an invalid one is refused."""
    assert read_user_part({"x-ibm-user-correlator": "MINE#1"}) == "MINE#1"
    assert read_user_part({}) == ""
    with pytest.raises(Refusal, match="X-IBM-User-Correlator"):
        read_user_part({"x-ibm-user-correlator": "mine"})


def test_symbols_are_the_headers_of_a_family() -> None:
    """The name of a symbol is the end of its header's name, in upper case."""
    assert read_symbols({"x-ibm-jcl-symbol-mbr": "abc", "other": "x"}) == {"MBR": "abc"}


@pytest.mark.parametrize(
    "headers",
    [
        {"x-ibm-jcl-symbol-9a": "x"},
        {"x-ibm-jcl-symbol-": "x"},
        {"x-ibm-jcl-symbol-toolongname": "x"},
        {"x-ibm-jcl-symbol-a": "x" * 256},
        {f"x-ibm-jcl-symbol-s{n}": "x" for n in range(129)},
    ],
)
def test_symbols_have_limits(headers: dict[str, str]) -> None:
    """Names, values and their number are limited as documented."""
    with pytest.raises(Refusal, match="X-IBM-JCL-Symbol"):
        read_symbols(headers)


def test_a_notification_needs_an_address() -> None:
    """Options without an address are passed over; an address alone asks for the job's end."""
    assert read_notification({"x-ibm-notification-options": "nonsense"}) is None
    assert read_notification(URL) == Watch("http://127.0.0.1/told", frozenset({"complete"}))


@pytest.mark.parametrize(
    ("options", "events"),
    [
        ('{"events":["complete"]}', {"complete"}),
        ('{"events":["Ready","COMPLETE"]}', {"ready", "complete"}),
        ('{"events":["active"]}', {"active"}),
    ],
)
def test_options_choose_the_events(options: str, events: set[str]) -> None:
    """Events are folded; before APAR PH44152 it is always the end."""
    headers = {**URL, "x-ibm-notification-options": options}
    asked, older = read_notification(headers), read_notification(headers, DRIFTS.release(["D11"]))
    assert asked is not None
    assert asked.events == events
    assert older == read_notification(URL)


@pytest.mark.parametrize(
    "options",
    [
        "",
        "[]",
        "{",
        '{"events":[]}',
        '{"events":["never"]}',
        '{"events":[1]}',
        '{"events":' + '["ready"]}'.rjust(4096),
    ],
)
def test_options_that_say_nothing_are_refused(options: str) -> None:
    """Without a known event, or beyond 4096 characters, the options are an error."""
    with pytest.raises(Refusal, match="X-IBM-Notification-Options"):
        read_notification({**URL, "x-ibm-notification-options": options})
