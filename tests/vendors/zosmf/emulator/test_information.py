from __future__ import annotations

import json
from typing import Any

import pytest

from harness.emulation import EmulatorSettings
from harness.vendors.zosmf.emulator.information import PATH, information
from tests.vendors.zosmf.emulator.desk import Desk, basic


def _document(desk: Desk, **headers: str) -> dict[str, Any]:
    response = desk.send("GET", PATH, **headers)
    assert response.status == 200
    document: dict[str, Any] = json.loads(response.body)
    return document


def test_everybody_is_told_the_level(desk: Desk) -> None:
    """Version, realm, host and port are there without credentials, all of them text."""
    document = _document(desk)
    assert document["zos_version"] == "04.28.00"
    assert document["zosmf_saf_realm"] == "SAFRealm"
    assert (document["zosmf_hostname"], document["zosmf_port"]) == ("zos.example", "443")
    assert all(isinstance(value, str) for name, value in document.items() if name != "plugins")


def test_plug_ins_are_for_those_who_are_known(desk: Desk) -> None:
    """Who is authenticated gets a list of plug-ins, who is not gets a message in its place."""
    assert _document(desk, Authorization=basic("IBMUSER"))["plugins"][0]["pluginStatus"] == "ACTIVE"
    assert _document(desk)["plugins"]["msgId"] == "IZUG612E"


@pytest.mark.parametrize(
    ("drifts", "version"),
    [((), "HSMA250;PH44152;"), (("D11", "D18-26"), "HSMA230;PH15438P;"), (("D18-29",), "HSMA310;PH44152;")],
)
def test_a_plug_in_is_of_the_release(drifts: tuple[str, ...], version: str) -> None:
    """No release has service that came after it."""
    desk = Desk(EmulatorSettings(drifts=frozenset(drifts)))
    plug_ins = _document(desk, Authorization=basic("IBMUSER"))["plugins"]
    assert plug_ins[0]["pluginVersion"].startswith(version)


def test_wrong_credentials_are_not_passed_over(desk: Desk) -> None:
    """No credentials are fine here, wrong ones are not."""
    assert desk.send("GET", PATH, Authorization=basic("IBMUSER", "WRONG")).status == 401


def test_an_address_without_port_means_the_default() -> None:
    """A caller that names no port came to that of HTTPS."""
    document = json.loads(information("https://zos.example", authenticated=False).body)
    assert (document["zosmf_hostname"], document["zosmf_port"]) == ("zos.example", "443")
