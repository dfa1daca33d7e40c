"""YAML files as plain data, and the line on which each part of them stands."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml

from harness.errors import UsageError

_MERGE = "tag:yaml.org,2002:merge"


class _Loader(yaml.CSafeLoader):
    """The fast safe loader, less what surprises people: repeated keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.tag == _MERGE:
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} is given twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


# PyYAML reads dates into objects, which JSON does not know; a date stays the text that it is.
_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_text(path: Path) -> str:
    """Return the file's text; raise ``UsageError`` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", mend="check the path", file=path) from None
    except UnicodeDecodeError:
        raise UsageError("is not UTF-8 text", mend="save it as UTF-8", file=path) from None


def parse(text: str, path: Path | str) -> dict[str, Any]:
    """Return the mapping that ``text`` holds; raise ``UsageError`` with the line of what is wrong."""
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, see above
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = None if mark is None else mark.line + 1
        raise UsageError(error.problem or "is not YAML", mend="mend the YAML", file=path, line=line) from None
    except yaml.YAMLError as error:
        raise UsageError(f"is not YAML: {error}", mend="mend the YAML", file=path) from None
    if not isinstance(data, dict):
        raise UsageError("does not hold a mapping", mend="begin with `openapi: 3.1.0`", file=path, line=1)
    return data


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the 1-based line of the part at ``path``, or of the deepest part of it that there is."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    line = 1
    for step in path:
        found = _child(node, step)
        if found is None:
            break
        line, node = found
    return line


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    """Return the line of the key (or item) called ``step``, and the node below it."""
    if isinstance(node, yaml.SequenceNode):
        if isinstance(step, int) and step < len(node.value):
            item = node.value[step]
            return item.start_mark.line + 1, item
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in node.value:
        if key.value == str(step):
            return key.start_mark.line + 1, value
    merged = (value for key, value in node.value if key.tag == _MERGE)
    return next((found for value in merged if (found := _child(value, step))), None)
