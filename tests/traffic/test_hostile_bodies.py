from __future__ import annotations

from random import Random

from harness.seed import stream
from harness.traffic.hostile_bodies import hostile_body


def bodies(media: str, count: int = 600) -> list[tuple[bytes, str]]:
    """Draw hostile bodies where a good one has this media type."""
    random: Random = stream(3, media)
    return [hostile_body(random, b'{"a": 1}', media, "http://canary:1") for _ in range(count)]


def test_xml_reaches_out_and_explodes() -> None:
    """Documents name files and the canary, declare entities in entities, and go deep."""
    found = b"\n".join(body for body, _ in bodies("application/job+xml"))
    for part in (b"file:///etc/passwd", b"http://canary:1/entity", b"&e8;&e8;", b"<a>" * 100, b"XInclude"):
        assert part in found
    assert b"{canary}" not in found


def test_json_is_bottomless_and_odd() -> None:
    """Deep lists and objects, and what only some readers take."""
    found = {body for body, _ in bodies("application/json")}
    assert any(body.startswith(b"[" * 100) for body in found)
    assert any(body.startswith(b'{"a":' * 100) for body in found)
    assert b"NaN" in found


def test_bodies_are_in_many_encodings_and_under_many_names() -> None:
    """Also under names that do not fit."""
    said = {media for _, media in bodies("application/json")}
    assert {"application/json; charset=klingon", "text/xml", "garbage"} <= said


def test_an_empty_body_can_be_hostile() -> None:
    """Where there is no good one to begin from."""
    random = stream(1)
    assert all(hostile_body(random, b"", "text/xml", "")[1] for _ in range(300))
