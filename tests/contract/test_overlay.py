from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.contract.overlay import apply
from harness.contract.written import Written
from harness.errors import UsageError

HEAD = "overlay: 1.0.0\ninfo: { title: t, version: '1' }\nactions:\n"


def overlay(*actions: str) -> Written:
    """Return an overlay of actions, each one line of YAML."""
    return Written.of(Path("drift.yaml"), HEAD + "".join(f"  - {action}\n" for action in actions))


def changed(document: dict[str, Any], *actions: str) -> dict[str, Any]:
    """Return ``document`` after the actions."""
    apply(document, overlay(*actions))
    return document


def test_each_part_of_a_document_gets_its_own_copy_of_what_is_written() -> None:
    """A later action on one part leaves the others alone."""
    twice = "{ target: '$[*]', update: { x: { y: 1 } } }"
    document = changed({"a": {}, "b": {}}, twice, "{ target: $.a.x, update: { y: 2 } }")
    assert document == {"a": {"x": {"y": 2}}, "b": {"x": {"y": 1}}}


def test_objects_are_merged() -> None:
    """New keys come, old ones are replaced, and what is not named stays."""
    assert changed({"a": {"b": {"x": 1, "y": 2}}}, "{ target: $.a, update: { b: { x: 3 }, c: 4 } }") == {
        "a": {"b": {"x": 3, "y": 2}, "c": 4}
    }


def test_arrays_in_an_update_are_put_behind() -> None:
    """As the specification has it."""
    assert changed({"a": {"b": [1]}}, "{ target: $.a, update: { b: [2] } }") == {"a": {"b": [1, 2]}}


def test_an_update_of_an_array_is_one_more_entry() -> None:
    """Also when the entry is an array."""
    assert changed({"a": [1]}, "{ target: $.a, update: { x: 1 } }") == {"a": [1, {"x": 1}]}


def test_parts_are_removed_by_any_path() -> None:
    """Several entries of one array go, each of them the right one."""
    assert changed({"a": [1, 2, 1, 3], "b": 1}, "{ target: '$.a[?@ == 1]', remove: true }") == {
        "a": [2, 3],
        "b": 1,
    }
    assert changed({"p": {"/x": {"get": 1}}}, "{ target: \"$.p['/x'].get\", remove: true }") == {
        "p": {"/x": {}}
    }


def test_every_selected_part_is_changed() -> None:
    """A wildcard selects several."""
    assert changed({"a": {}, "b": {}}, "{ target: '$.*', update: { x: 1 } }") == {
        "a": {"x": 1},
        "b": {"x": 1},
    }


def test_actions_are_done_in_their_order() -> None:
    """A later action sees what an earlier one did."""
    actions = ("{ target: $, update: { a: { b: 1 } } }", "{ target: $.a.b, remove: true }")
    assert changed({}, *actions) == {"a": {}}


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ("{ target: $.none, update: {} }", "$.none selects nothing"),
        ("{ target: '$.a[', update: {} }", "is not a JSONPath"),
        ("{ target: $.a.b, update: { x: 1 } }", "only objects and arrays can be updated"),
        ("{ target: $.a, update: 1 }", "only objects and arrays can be updated"),
        ("{ target: $, remove: true }", "the whole document cannot be removed"),
    ],
)
def test_an_action_that_cannot_be_done_is_refused_with_its_line(action: str, says: str) -> None:
    """An overlay that changes nothing would silently judge nothing."""
    with pytest.raises(UsageError) as caught:
        changed({"a": {"b": 1}}, "{ target: $.a, update: { c: 1 } }", action)
    assert says in str(caught.value)
    assert (caught.value.file, caught.value.line) == (Path("drift.yaml"), 5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD.replace("1.0.0", "2.0.0") + "  - { target: $.a, remove: true }\n", "/overlay: expected text"),
        (HEAD + "  - { update: {} }\n", "/actions/0/target: expected the property"),
        (HEAD + "  - { target: $.a }\n", "/actions/0/update: expected the property"),
        (HEAD + "  - { target: a, update: {} }\n", "/actions/0/target: expected text that matches"),
        (HEAD.replace("actions:\n", "actions: []\n"), "/actions: expected minItems 1"),
    ],
)
def test_what_is_no_overlay_is_refused(text: str, says: str) -> None:
    """The form is that of Overlay 1.0."""
    with pytest.raises(UsageError, match=r"drift\.yaml:[0-9]+") as caught:
        Written.of(Path("drift.yaml"), text).conform("overlay.schema.json")
    assert says in str(caught.value)
