from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.config.locate import Place, locate

# What a renderer decides at each step; Hypothesis draws it, so that a failure shrinks to the plainest style.
Choose = st.DataObject

KEYS = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,4}", fullmatch=True),
    st.text(st.sampled_from(["a", ".", "[", "]", "#", "=", '"', "'", "é", " "]), max_size=4),
)
TEXTS = st.text(st.sampled_from(["x", "\n", '"', "'", "\\", "#", "[", "]", "{", "}", ",", "="]), max_size=6)
SCALARS = st.one_of(st.integers(-9, 9), st.booleans(), TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=4)


@dataclass
class Rendering:
    """TOML as it is written, and the line on which each place was put there."""

    data: st.DataObject
    text: str = ""
    lines: dict[Place, int] = field(default_factory=lambda: {(): 1})

    def pick(self, *ways: str) -> str:
        return self.data.draw(st.sampled_from(ways))

    def note(self, place: Place) -> None:
        self.lines.setdefault(place, self.text.count("\n") + 1)

    def space(self, *, breaks: bool) -> None:
        self.text += self.pick("", " ", "\t", *(["\n", " # ]}\"'\n"] if breaks else []))

    def key(self, name: str) -> None:
        bare = name.isascii() and name.replace("_", "a").replace("-", "a").isalnum()
        quoted = [] if "'" in name else [f"'{name}'"]
        self.text += self.pick(*([name] if bare else []), json.dumps(name), *quoted)

    def table(self, place: Place, table: dict[str, Any]) -> None:
        """Write plain pairs first: after a header they would belong to another table."""
        headed = {
            name: self.pick("header", "inline")
            for name, value in table.items()
            if isinstance(value, dict) or _is_tables(value)
        }
        for name, value in table.items():
            if headed.get(name) != "header":
                self.pair((*place, name), value)
                self.text += self.pick("\n", " # x = 1\n", "\n\n", "\r\n")
        for name, value in table.items():
            if headed.get(name) == "header" and isinstance(value, dict):
                self.header((*place, name), "[", "]")
                self.table((*place, name), value)
            elif headed.get(name) == "header":
                for index, element in enumerate(value):
                    self.header((*place, name, index), "[[", "]]")
                    self.table((*place, name, index), element)

    def header(self, place: Place, opening: str, closing: str) -> None:
        names = [part for part in place if isinstance(part, str)]
        for length in range(1, len(place) + 1):
            self.note(place[:length])
        self.text += opening
        for index, name in enumerate(names):
            self.text += "." if index else ""
            self.space(breaks=False)
            self.key(name)
        self.text += closing + self.pick("\n", " # [y]\n")

    def pair(self, place: Place, value: Any) -> None:
        self.note(place)
        self.key(str(place[-1]))
        if isinstance(value, dict) and len(value) == 1 and self.pick("plain", "dotted") == "dotted":
            ((inner, value),) = value.items()
            self.text += " . "
            self.pair((*place, inner), value)
            return
        self.text += self.pick("=", " = ")
        self.value(place, value)

    def value(self, place: Place, value: Any) -> None:
        if isinstance(value, dict):
            self.inline_table(place, value)
        elif isinstance(value, list):
            self.array(place, value)
        elif isinstance(value, str):
            self.text += self.string(value)
        else:
            self.text += json.dumps(value)

    def inline_table(self, place: Place, value: dict[str, Any]) -> None:
        self.text += "{ "
        for index, (name, inner) in enumerate(value.items()):
            self.text += ", " if index else ""
            self.pair((*place, name), inner)
        self.text += " }"

    def array(self, place: Place, value: list[Any]) -> None:
        self.text += "["
        for index, inner in enumerate(value):
            self.space(breaks=True)
            self.note((*place, index))
            self.value((*place, index), inner)
            self.space(breaks=True)
            self.text += "," if index < len(value) - 1 else self.pick("", ",")
        self.text += "]"

    def string(self, value: str) -> str:
        ways = [json.dumps(value), '"""\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""']
        if "'''" not in value and not value.endswith("'''"):
            ways.append(f"'''\n{value}'''")
        if "'" not in value and "\n" not in value:
            ways.append(f"'{value}'")
        return self.pick(*ways)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield every place in parsed data."""
    yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, item in inner:
        yield from places(item, (*place, part))


@given(DOCUMENTS, st.data())
def test_every_place_stands_where_it_was_written(document: dict[str, Any], data: st.DataObject) -> None:
    """Whatever the style, each place of a document has the line on which the writer put it."""
    rendering = Rendering(data)
    rendering.table((), document)
    assert tomllib.loads(rendering.text) == document
    found = locate(rendering.text)
    assert found == rendering.lines
    assert set(found) == set(places(document))


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("\n\na = 1", ("a",), 3),
        ("[a.b]\n[a]\nx = 1", ("a",), 2),
        ("[a]\nb.c = 1\nb.d = 2", ("a", "b", "d"), 3),
        ("[[a]]\n[[a]]\n[a.b]\nx = 1", ("a", 1, "b", "x"), 4),
        ("a = [\n 1,\n # no\n 2 ]", ("a", 1), 4),
        ('a = """x\n= ""\\""""""\nb = 1', ("b",), 3),
        ("a = '''x\n'''''\nb = 1", ("b",), 3),
        ('"a\\u0062" = 1', ("ab",), 1),
        ("when = 1979-05-27 07:32:00 # no\nb = 1", ("b",), 2),
        ("\r\n'a' = {b = [ {c = 1} ]}", ("a", "b", 0, "c"), 2),
        ("", (), 1),
    ],
)
def test_lines_by_hand(text: str, place: Place, line: int) -> None:
    """Forms of TOML that are easily misread keep their lines."""
    tomllib.loads(text)
    assert locate(text)[place] == line


def test_text_that_is_no_toml_is_an_error_not_a_guess() -> None:
    """Text that tomllib would refuse raises instead of ending in wrong lines."""
    with pytest.raises(ValueError, match="line 2"):
        locate("a = 1\n! = 2")
