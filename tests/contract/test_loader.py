from __future__ import annotations

from pathlib import Path

import pytest

from harness.contract import Kind, load_contract
from harness.errors import UsageError
from harness.exchange import Headers, Request, Response
from tests.contract.tiny import TEXT, written

GOOD = """\
overlay: 1.0.0
info: { title: Heavier parcels, version: "1" }
actions:
  - target: $.components.schemas.Parcel.properties
    update: { weight: { x-job-values: [9] }, colour: { type: string } }
"""


def overlay(folder: Path, text: str = GOOD, name: str = "heavier.yaml") -> Path:
    """Write an overlay and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_text_is_loaded_once(tmp_path: Path) -> None:
    """A changed text is another contract."""
    path = written(tmp_path)
    first = load_contract(path)
    assert load_contract(path) is first
    path.write_text(TEXT.replace("Parcels", "Letters"), encoding="utf-8")
    assert load_contract(path).title == "Letters"


def test_what_is_needed_once_is_not_kept(tmp_path: Path) -> None:
    """Nor is it taken from what was kept: it belongs to whoever asked."""
    path = written(tmp_path)
    once = load_contract(path, keep=False)
    kept = load_contract(path)
    assert once is not kept
    assert load_contract(path) is kept
    assert load_contract(path, keep=False) is not kept


def test_the_vendor_is_named_by_the_document_or_by_the_file(tmp_path: Path) -> None:
    """x-job-vendor goes first."""
    assert load_contract(written(tmp_path)).vendor == "parcels"
    assert load_contract(written(tmp_path, "info: => x-job-vendor: post\ninfo:")).vendor == "post"


def test_overlays_change_what_is_judged_and_leave_the_base_alone(tmp_path: Path) -> None:
    """A release is judged by its drifts; the base stays as documented."""
    path = written(tmp_path)
    base, drifted = load_contract(path), load_contract(path, [overlay(tmp_path)])
    request = Request("GET", "/parcels/1")
    raw = b'{"number": 1, "state": "SENT", "weight": 9, "colour": "red"}'
    response = Response(200, Headers.of([("Content-Type", "application/json")]), raw)
    match = base.match(request)
    assert match is not None
    assert {found.kind for found in base.judge_response(match, response)} == {
        Kind.UNDOCUMENTED_VALUE,
        Kind.UNDOCUMENTED_FIELD,
    }
    assert drifted.judge_response(match, response) == ()


def test_overlays_are_applied_in_their_order(tmp_path: Path) -> None:
    """A later one builds on an earlier one."""
    removal = (
        GOOD.partition("  - target")[0]
        + "  - target: $.components.schemas.Parcel.properties.colour\n    remove: true\n"
    )
    path = written(tmp_path)
    loaded = load_contract(path, [overlay(tmp_path), overlay(tmp_path, removal, "paler.yaml")])
    assert "colour" not in loaded.document["components"]["schemas"]["Parcel"]["properties"]
    with pytest.raises(UsageError, match=r"paler\.yaml:4: .* selects nothing"):
        load_contract(path, [overlay(tmp_path, removal, "paler.yaml"), overlay(tmp_path)])


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ("{ target: $.info, update: { title: 7 } }", "/info/title: expected string"),
        ("{ target: $.components.schemas.Parcel, remove: true }", "refers to nothing"),
        (
            "{ target: \"$['x-job-lifecycle'].verbs\", update: { stop: { LOST: [done] } } }",
            "LOST is not a state",
        ),
    ],
)
def test_an_overlay_that_breaks_the_contract_is_blamed(action: str, says: str, tmp_path: Path) -> None:
    """The base was whole before it."""
    broken = GOOD.partition("  - target")[0] + f"  - {action}\n"
    with pytest.raises(UsageError) as caught:
        load_contract(written(tmp_path), [overlay(tmp_path, broken)])
    assert says in str(caught.value)
    assert caught.value.file == tmp_path / "heavier.yaml"


def test_of_several_overlays_the_one_that_breaks_the_contract_is_blamed(tmp_path: Path) -> None:
    """What goes before it and behind it is not at fault."""
    head = GOOD.partition("  - target")[0]
    overlays = [
        overlay(tmp_path),
        overlay(tmp_path, head + "  - { target: $.components.schemas.Parcel, remove: true }\n", "gone.yaml"),
        overlay(tmp_path, head + "  - { target: $.info, update: { title: Letters } }\n", "last.yaml"),
    ]
    with pytest.raises(UsageError, match="refers to nothing") as caught:
        load_contract(written(tmp_path), overlays)
    assert caught.value.file == tmp_path / "gone.yaml"


def test_a_missing_overlay_is_named(tmp_path: Path) -> None:
    """A wrong path is the user's to mend."""
    with pytest.raises(UsageError, match=r"none\.yaml: cannot be read"):
        load_contract(written(tmp_path), [tmp_path / "none.yaml"])
