from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import load_level, load_levels
from harness.errors import UsageError
from tests.contract.tiny import written

LEVELS = """\
levels:
  documented: { title: the leaflet, drifts: [] }
  spring: { title: the spring leaflet, drifts: [late, heavy] }
maintenance:
  FIX1:
    { title: x, source: { where: a, standing: measured }, at: [spring], mends: [late], brings: [light] }
conflicts:
  - { drifts: [heavy, light], because: a parcel has one weight }
"""
OVERLAY = """\
overlay: 1.0.0
info: {{ title: parcels are {0}, version: "1" }}
actions: [{{ target: $.info, update: {{ title: {0} }} }}]
"""


def folder(tmp_path: Path, levels: str = LEVELS) -> Path:
    """Write the tiny contract with its levels and return its path."""
    tmp_path.mkdir(exist_ok=True)
    path = written(tmp_path)
    overlays = tmp_path / "overlays" / "parcels"
    overlays.mkdir(parents=True)
    (overlays / "levels.yaml").write_text(levels, encoding="utf-8")
    for name in ("late", "heavy", "light"):
        (overlays / f"{name}.yaml").write_text(OVERLAY.format(name), encoding="utf-8")
    return path


def test_a_level_is_its_drifts_in_their_order(tmp_path: Path) -> None:
    """The base is empty; what is asked for beside a level comes after its own, each once."""
    levels = load_levels(folder(tmp_path))
    assert levels.resolve("documented") == ()
    assert levels.resolve("spring", ["late"]) == ("late", "heavy")
    assert levels.resolve("documented+late", ["heavy"]) == ("late", "heavy")


def test_a_contract_is_loaded_at_a_level(tmp_path: Path) -> None:
    """Its overlays are applied in the order of the level: the last one has the last word."""
    assert load_level(folder(tmp_path), "spring").title == "heavy"


def test_maintenance_mends_and_brings(tmp_path: Path) -> None:
    """It takes away what it mends, adds what it brings, and says so when the two cannot be together."""
    levels = load_levels(folder(tmp_path, LEVELS.replace("because: a parcel", "because: one parcel")))
    with pytest.raises(UsageError, match="heavy and light of parcels cannot be together: one parcel"):
        levels.resolve("spring", ["FIX1"])
    free = load_levels(folder(tmp_path / "x", LEVELS.replace("[heavy, light]", "[late, light]")))
    assert free.resolve("spring", ["FIX1"]) == ("heavy", "light")


@pytest.mark.parametrize(
    ("level", "more", "says"),
    [
        ("autumn", (), "no level of parcels is called 'autumn' .known levels: documented, spring"),
        ("documented", ("early",), "no drift of parcels is called 'early' .known drifts: heavy, late, light"),
        ("documented", ("FIX1",), "FIX1 changes nothing at level documented .*it goes with spring"),
    ],
)
def test_an_unknown_name_is_told_with_the_known_ones(
    tmp_path: Path, level: str, more: tuple[str, ...], says: str
) -> None:
    """So is maintenance that does not go with the level."""
    with pytest.raises(UsageError, match=says):
        load_levels(folder(tmp_path)).resolve(level, more)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[late, heavy]", "[late, huge]", "levels.yaml:3: huge is not known"),
        ("at: [spring]", "at: [winter]", "levels.yaml:6: winter is not known"),
        ("[heavy, light]", "[heavy, lite]", "levels.yaml:8: lite is not known"),
        ("drifts: []", "drifts: [late]", "levels.yaml:2"),
    ],
)
def test_a_file_that_names_what_there_is_not_is_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    """With its line; and the documented level is what the contract itself says."""
    with pytest.raises(UsageError) as told:
        load_levels(folder(tmp_path, LEVELS.replace(old, new)))
    assert says in str(told.value)


def test_a_vendor_without_levels_has_the_documented_one(tmp_path: Path) -> None:
    """So that the first file of a vendor is its contract alone."""
    levels = load_levels(written(tmp_path))
    assert levels.resolve("documented") == ()
    with pytest.raises(UsageError, match="known drifts: none"):
        levels.resolve("documented", ["late"])
