from __future__ import annotations

import json

import pytest

from tests.vendors.jasper.emulator.desk import JSON, PRO, XML, Desk, basic

PATH = f"{PRO}/serverInfo"


def test_anybody_is_told_what_the_server_is(desk: Desk) -> None:
    """Everything at once, in JSON or XML, or one member as text."""
    document = json.loads(desk.send("GET", PATH, Accept=JSON).body)
    assert document["dateFormatPattern"] == "yyyy-MM-dd"
    assert b"<version>6.4.0</version>" in desk.send("GET", PATH, Accept=XML).body
    for name, value in document.items():
        member = desk.send("GET", f"{PATH}/{name}")
        assert (member.headers.get("content-type"), member.body.decode()) == ("text/plain", value)


@pytest.mark.parametrize(
    ("drift", "version", "edition"),
    [("D81", "8.2.0", "CE"), ("D82", "10.1.0", "PRO"), ("D83", "6.4.0", "CE")],
)
def test_releases_say_what_they_are(drift: str, version: str, edition: str) -> None:
    """The Community Edition has no licence to speak of."""
    document = json.loads(Desk.playing(drift).send("GET", PATH).body)
    assert (document["version"], document["edition"]) == (version, edition)
    assert ("licenseType" in document) == (edition == "PRO")


def test_licence_features_came_with_10() -> None:
    """Before there are none."""
    assert "licenseFeatures" in json.loads(Desk.playing("D68").send("GET", PATH).body)
    assert "licenseFeatures" not in json.loads(Desk().send("GET", PATH).body)


def test_wrong_credentials_are_turned_away(desk: Desk) -> None:
    """Nobody needs any, but whoever brings some must bring good ones, in the header or as arguments."""
    header = {"Authorization": basic("joeuser", "x")}
    assert [desk.send("GET", target, **header).status for target in (PATH, f"{PATH}/version")] == [401, 401]
    arguments = "?j_username=joeuser&j_password="
    assert [desk.send("GET", f"{PATH}{arguments}{word}").status for word in ("x", "joeuser")] == [401, 200]


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    """An unknown member, a type that is not served, a method that is not allowed."""
    assert desk.send("GET", f"{PATH}/nothing").status == 404
    assert desk.send("GET", PATH, Accept="image/png").status == 406
    assert desk.send("GET", f"{PATH}/version", Accept=JSON).status == 406
    assert desk.send("POST", PATH).status == 405
